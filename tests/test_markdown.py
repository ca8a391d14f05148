"""Each construct of Markdown: what its text is, and where it stands."""

from __future__ import annotations

import time
from typing import Literal

import pytest

from jdlint.finding import Span
from jdlint.post.block_collector import BlockCollector
from jdlint.post.document import HARD_BREAK, Block, Document
from jdlint.post.layout import lay_out
from jdlint.post.markdown import parse_markdown
from jdlint.post.source import make_source


def parse(text: str) -> Document:
    return parse_markdown(make_source(text, "a.md"))


def blocks_of(text: str) -> list[Block]:
    return list(parse(text).blocks)


def texts_of(text: str) -> list[str]:
    return [block.view.text for block in blocks_of(text)]


def one(text: str) -> Block:
    (block,) = blocks_of(text)
    return block


def place(block: Block, words: str) -> Span:
    start = block.view.text.index(words)
    return block.view.span(start, start + len(words))


def marked(block: Block, kind: Literal["quiet", "strong", "links"]) -> list[str]:
    return [block.view.text[start:end] for start, end in getattr(block.view, kind)]


@pytest.mark.parametrize(
    ("source", "text", "words"),
    [
        ("We *build* models", "We build models", "build models"),
        ("un**believ**able", "unbelievable", "believ"),
        ("a [link *to* us](http://x.org 'title') b", "a link to us b", "to"),
        ("a [link][ref] b\n\n[ref]: http://x.org", "a link b", "link"),
        ("![no alt](x.png) text", "text", "text"),
        ("[![no alt](x.png) logo](y)", "logo", "logo"),
        ("a `code` b", "a code b", "code"),
        ("a `` a`b `` c", "a a`b c", "a`b"),
        ("see <http://a.org/x> now", "see http://a.org/x now", "http://a.org/x"),
        ("by <me@example.org>", "by me@example.org", "me@example.org"),
        ("a <b>bold</b> b", "a bold b", "bold"),
        ("a ~~old~~ b", "a old b", "old"),
        ("a ~~~odd~~~ b", "a ~odd~ b", "odd"),
        ("stray * and _ and [ and ` here", "stray * and _ and [ and ` here", "here"),
        ("snake_case_word", "snake_case_word", "snake_case_word"),
        ("caf\u00e9 \U0001f600 *x* tail", "caf\u00e9 \U0001f600 x tail", "tail"),
        ("a\u00a0b *c*", "a\u00a0b c", "a\u00a0b c"),
        ("a\u0085b *c* tail", "a\u0085b c tail", "tail"),
        ("# Title ##", "Title", "Title"),
        ("# C# #", "C#", "C#"),
        ("# C#", "C#", "C#"),
        ("# # #", "#", "#"),
        ("   ##\tTitle\t", "Title", "Title"),
        ("Title\n===", "Title", "Title"),
        ("  wrapped *and*\n    tail  ", "wrapped and\ntail", "tail"),
        ("> quoted *text*", "quoted text", "text"),
        ("- item *text*", "item text", "text"),
        ("12) item\n    tail", "item\ntail", "tail"),
        ("-\titem\n\ttail", "item\ntail", "tail"),
        ("\u00a0\ntail", "tail", "tail"),
        ("a\u00a0 \t\ntail", "a\u00a0\ntail", "tail"),
        ("`\nword`", "word", "word"),
        ("\u2028\ntail", "tail", "tail"),
    ],
)
def test_words_have_their_place(source: str, text: str, words: str) -> None:
    for newline in ("\n", "\r\n", "\r"):
        written = source.replace("\n", newline)
        block = one(written)
        assert block.view.text == text
        assert block.exact
        span = place(block, words)
        piece = written[span.start : span.end]
        assert piece.replace("*", "") == words
        first = place(block, words[0])
        assert first.start <= span.start


@pytest.mark.parametrize(
    ("words", "links", "strong", "quiet"),
    [
        ("two three", ["two"], ["three"], []),
        ("wo three fo", ["wo"], ["three"], ["fo"]),
        ("four five", [], [], ["four"]),
        ("ne", [], [], []),
        (" ", [], [], []),
    ],
)
def test_a_slice_of_a_view_has_the_marks_and_the_places_within_it(
    words: str, links: list[str], strong: list[str], quiet: list[str]
) -> None:
    text = "one [two](x) **three** `four` five"
    whole = one(text).view
    start = whole.text.index(words)
    view = whole.slice(start, start + len(words))
    assert view.text == words
    for ranges, marked_words in ((view.links, links), (view.strong, strong), (view.quiet, quiet)):
        assert [view.text[left:right] for left, right in ranges] == marked_words
    assert view.span(0, len(words)) == whole.span(start, start + len(words))
    assert view.is_link(0, len(links[0])) if links else not view.is_link(0, 1)


@pytest.mark.parametrize(
    ("source", "text", "written"),
    [
        ("R&amp;D", "&", "&amp;"),
        ("a &#x41; b", "A", "&#x41;"),
        ("a\\*b", "*", "\\*"),
        ("pay &nbsp;90", "\u00a0", "&nbsp;"),
        ("&ngE;x", "\u2267\u0338", "&ngE;"),
        ("<p>R&amp;D</p>", "&", "&amp;"),
    ],
)
def test_entities_and_escapes_map_as_a_whole(source: str, text: str, written: str) -> None:
    block = one(source)
    span = place(block, text)
    assert source[span.start : span.end] == written


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("one\ntwo", "one\ntwo"),
        ("one  \ntwo", f"one{HARD_BREAK}two"),
        ("one\\\ntwo", f"one{HARD_BREAK}two"),
        ("one<br>two", f"one{HARD_BREAK}two"),
        ("one<br />\ntwo", f"one{HARD_BREAK}two"),
        ("one  <br>\n  two", f"one{HARD_BREAK}two"),
        ("**one**  \n  two", f"one{HARD_BREAK}two"),
        ("> one\n> two", "one\ntwo"),
        ("> one\ntwo", "one\ntwo"),
        ("- one\ntwo", "one\ntwo"),
        ("one  ", "one"),
    ],
)
def test_line_breaks(source: str, text: str) -> None:
    block = one(source)
    assert block.view.text == text
    if "two" in text:
        start = source.index("two")
        assert place(block, "two") == Span(start, start + 3)


def test_what_is_no_prose_is_quiet() -> None:
    block = one("Use `go`, ~~perl~~, <http://a.org>, https://b.org/x_y. or me@c.org, not <kbd>x</kbd> **this**.")
    assert marked(block, "quiet") == ["go", "perl", "http://a.org", "https://b.org/x_y", "me@c.org", "x"]
    assert marked(block, "strong") == ["this"]


def test_strong_ranges() -> None:
    assert marked(one("__a *b*__ c <strong>d</strong> *e*"), "strong") == ["a b", "d"]
    assert marked(one("** ** plain"), "strong") == []


def test_link_texts() -> None:
    block = one("[a *b*](/x) <a href='/y'>c</a> <a name=z>d [e][1] http://f.org\n\n[1]: /e")
    assert marked(block, "links") == ["a b", "c", "e"]
    assert marked(one("<p>a <a href='/y'>b c</a> d</p>"), "links") == ["b c"]


def test_code_over_two_lines_is_one_text() -> None:
    source = "a `two\n  lines` b"
    block = one(source)
    assert block.view.text == "a two lines b"
    assert place(block, "lines") == Span(9, 14)
    assert marked(block, "quiet") == ["two lines"]


def test_table_cells() -> None:
    source = "> | a | b *a* |\n> |---|---|\n> | c \\| d | `x \\| y` |\n> | | e\\|\\|f |\n"
    cells = blocks_of(source)
    assert [cell.view.text for cell in cells] == ["a", "b a", "c | d", "x | y", "e||f"]
    assert {cell.kind for cell in cells} == {"cell"}
    assert all(cell.quoted and cell.exact for cell in cells)
    assert [cell.line for cell in cells] == [1, 1, 3, 3, 4]
    assert place(cells[1], "a") == Span(11, 12)
    for cell, words in ((cells[2], "d"), (cells[3], "y"), (cells[4], "f")):
        start = source.index(words, source.index("c \\|"))
        assert place(cell, words) == Span(start, start + 1)
    assert place(cells[2], "|") == Span(source.index("\\|"), source.index("\\|") + 2)


def test_a_row_may_begin_with_odd_blanks() -> None:
    first, second = blocks_of("\u00a0one|two\n---|---\n")
    assert (place(first, "one"), place(second, "two")) == (Span(1, 4), Span(5, 8))


def test_lists_and_their_items() -> None:
    source = "- one\n\n  more\n  - two\n- three\n\ntext\n\n1. > four\n"
    found = [(b.kind, b.view.text, b.depth, b.list_number, b.quoted) for b in blocks_of(source)]
    assert found == [
        ("item", "one", 1, 0, False),
        ("paragraph", "more", 1, 0, False),
        ("item", "two", 2, 1, False),
        ("item", "three", 1, 0, False),
        ("paragraph", "text", 0, None, False),
        ("item", "four", 1, 2, True),
    ]


@pytest.mark.parametrize(
    ("source", "laid_out"),
    [
        (
            "Duties\nLoad the scans of all depots into the warehouse\nKeep it running,\nby day\nDraw charts",
            [
                "heading: Duties",
                "item: Load the scans of all depots into the warehouse",
                "item: Keep it running,\nby day",
                "item: Draw charts",
            ],
        ),
        ("We load scans of\nall depots and keep\nthe warehouse going.", None),
        # wrapped at one width, with names at the beginnings of lines
        ("We load the scans for\nBerlin, Hamburg and\nMunich, and for our", None),
        ("Six years of scans\nOf all depots", None),
    ],
)
def test_lines_that_are_items_without_bullets(source: str, laid_out: list[str] | None) -> None:
    document = parse(source)
    blocks = lay_out(document.source, document.blocks, {"Duties": "responsibilities"}.get)
    found = [f"{block.kind}: {block.view.text}" for block in blocks]
    assert found == (laid_out or [f"paragraph: {source}"])
    assert len({block.list_number for block in blocks if block.kind == "item"}) <= 1


def test_lines_of_blocks() -> None:
    blocks = blocks_of("# A\n\none\ntwo\n\n- three\n  four\n\nfive\n===\n")
    assert [(b.kind, b.level, b.line, b.end_line) for b in blocks] == [
        ("heading", 1, 1, 1),
        ("paragraph", 0, 3, 4),
        ("item", 0, 6, 7),
        ("heading", 1, 9, 9),
    ]


def test_html_blocks() -> None:
    source = (
        "<body><h2 class='x'>About\n  us</h2>\n<p>We &amp; you<br>build <b>it</b>.</p>\n"
        "<ul>\n <li>one</li>\n <li><p>two</p><p>more</p></li></ul>\n"
        "<dl><dt>Place</dt><dd>Bern</dd></dl><blockquote>quote</blockquote>\n"
        "<table><tr><td>cell</td></tr></table><style>p{}</style><script>var x</script></body>\n"
    )
    blocks = blocks_of(source)
    assert [(b.kind, b.level, b.view.text, b.list_number, b.quoted) for b in blocks] == [
        ("heading", 2, "About\nus", None, False),
        ("paragraph", 0, f"We & you{HARD_BREAK}build it.", None, False),
        ("item", 0, "one", 0, False),
        ("item", 0, "two", 0, False),
        ("paragraph", 0, "more", 0, False),
        ("paragraph", 0, "Place", None, False),
        ("paragraph", 0, "Bern", None, False),
        ("paragraph", 0, "quote", None, True),
        ("cell", 0, "cell", None, False),
    ]
    for block in blocks:
        word = block.view.text.split()[-1]
        span = place(block, word)
        assert source[span.start : span.end].replace("<b>", "").replace("</b>", "") == word


def test_html_within_quotes_and_lists() -> None:
    source = "> <p>one\n> two</p>\n\n- <p>three</p>\n"
    quoted, item = blocks_of(source)
    assert (quoted.view.text, quoted.quoted) == ("one\ntwo", True)
    assert place(quoted, "two") == Span(11, 14)
    assert (item.kind, item.view.text) == ("item", "three")


@pytest.mark.parametrize(
    ("source", "comments"),
    [
        ("a <!-- b --> c", ["<!-- b -->"]),
        ("<!--\nb\n\nc -->\ntext", ["<!--\nb\n\nc -->"]),
        ("<div><!-- b -->c</div>", ["<!-- b -->"]),
        ("> <!-- b\n> c --> d", ["<!-- b\n> c -->"]),
        ("`<!-- b -->`", []),
        ("```\n<!-- b -->\n```", []),
        ("    <!-- b -->", []),
        ("\\<!-- b -->", []),
    ],
)
def test_comments_are_no_prose(source: str, comments: list[str]) -> None:
    for newline in ("\n", "\r\n"):
        written = source.replace("\n", newline)
        document = parse(written)
        assert [written[c.start : c.end] for c in document.comments] == [c.replace("\n", newline) for c in comments]
        if comments:
            assert not any("b" in block.view.text for block in document.blocks)


@pytest.mark.parametrize(
    ("source", "templates", "texts"),
    [
        ("Hi {{ name }}, you", ["{{ name }}"], ["Hi , you"]),
        ("one\n{% if x %}\ntwo", ["{% if x %}"], ["one", "two"]),
        ("- one\n{% include a.html b='*c*' %}\n- two", ["{% include a.html b='*c*' %}"], ["one", "two"]),
        ('{{< figure\n  src="a.png" >}}\ntext', ['{{< figure\n  src="a.png" >}}'], ["text"]),
        ("{{% apply %}} now", ["{{% apply %}}"], ["now"]),
        ("<Card a={b => b > 1}>\nin **it**\n</Card>", ["<Card a={b => b > 1}>", "</Card>"], ["in it"]),
        ("<Apply />", ["<Apply />"], []),
        ("import A from './a'\n\nexport const x = {\n  y: 1,\n}\n\ntext", None, ["text"]),
        ("{#if open}\nopen\n{/if}", ["{#if open}", "{/if}"], ["open"]),
        ("# Title {#anchor}", ["{#anchor}"], ["Title"]),
        ("text\n{: .lead}", ["{: .lead}"], ["text"]),
        ("a {/* note */} b", ["{/* note */}"], ["a  b"]),
        ("{% comment %}\n# no heading {{ x }}\n{% endcomment %}\ntext", None, ["text"]),
        ("```\n{{ x }}\n```\ntext", [], ["text"]),
        ("{company} and { this }", [], ["{company} and { this }"]),
        ("{{ never closed", [], ["{{ never closed"]),
        ("a \\{{ b }} c", ["{{ b }}"], ["a \\ c"]),
        ("import of cars", [], ["import of cars"]),
        ("<P>text</P>", [], ["text"]),
    ],
)
def test_templates_are_no_prose(source: str, templates: list[str] | None, texts: list[str]) -> None:
    document = parse(source)
    assert [block.view.text for block in document.blocks] == texts
    if templates is not None:
        assert [source[t.start : t.end] for t in document.templates] == templates


@pytest.mark.parametrize("source", ["```\ncode\n```", "    code", "~~~ py\ncode", "<pre>\ncode\n</pre>", "![x](y)", ""])
def test_code_and_images_are_no_prose(source: str) -> None:
    assert not blocks_of(source)


def test_front_matter_is_no_prose() -> None:
    source = "---\ntitle: Lead\n---\n# Lead\n"
    document = parse(source)
    assert document.front_matter is not None
    (heading,) = document.blocks
    assert (heading.line, place(heading, "Lead")) == (4, Span(22, 26))


def test_broken_front_matter_leaves_the_body() -> None:
    document = parse("---\na: b: c\n---\n# Lead\n")
    assert document.front_matter is not None
    assert document.front_matter.problem
    assert [block.view.text for block in document.blocks] == ["Lead"]


def test_a_nul_reads_as_a_replacement() -> None:
    block = one("a\x00b tail")
    assert block.view.text == "a\ufffdb tail"
    assert place(block, "tail") == Span(4, 8)


def test_text_nested_too_deep_is_told() -> None:
    source = "".join("  " * depth + f"- n{depth}\n" for depth in range(40)) + "\nAfter it\n"
    document = parse(source)
    (deep,) = document.too_deep
    assert source[deep.end - 3 : deep.end] == "n39"
    assert document.blocks[-1].view.text == "After it"
    told = {block.view.text for block in document.blocks} | set(source[deep.start : deep.end].replace("- ", "").split())
    assert told >= {f"n{depth}" for depth in range(40)}


def test_a_text_that_cannot_be_mapped_points_at_its_line() -> None:
    text = "one\ntwo three\n"
    collector = BlockCollector(make_source(text, "a.md"), text, lambda offset: offset)
    builder = collector.builder()
    builder.add("other", 4, 9)
    collector.add(builder, "paragraph", 4)
    (block,) = collector.blocks
    assert (block.exact, block.line, block.end_line) == (False, 2, 2)
    assert place(block, "the") == Span(4, 13)


@pytest.mark.parametrize(
    "source",
    [
        ">" * 30_000,
        "[" * 30_000,
        "[a](" * 20_000,
        "![a" * 2000 + "](x)" * 2000,
        "*a **b " * 20_000,
        "- " * 20_000 + "x",
        "<!-- " * 30_000,
        "<p " * 30_000,
        "<A b={" * 30_000,
        "{{ " * 30_000 + "{% " * 30_000,
        "{% comment %}" * 10_000,
        "<ul><li>x\n" * 10_000,
        "<p>\n" + "<blockquote>" * 10_000 + "</ul>" * 10_000,
        "\r" * 30_000,
        "a\u2028b\u0085 " * 20_000,
        "\x00" * 30_000,
        "&" * 30_000 + "a@" * 30_000 + "http://" * 10_000,
        "`" * 30_000 + "\\" * 30_000,
        "|a" * 2000 + "|\n" + "|-" * 2000 + "|\n",
        "---\na: " + "[" * 60_000 + "\n---\n",
        "---\n" * 20_000,
    ],
    ids=range(21),
)
def test_hostile_text_ends_in_seconds(source: str) -> None:
    start = time.perf_counter()
    parse(source)
    assert time.perf_counter() - start < 15


@pytest.mark.parametrize("address", ["www.example.org/jobs", "http://example.org", "me@example.org"])
def test_an_address_in_the_text_is_no_prose(address: str) -> None:
    assert marked(one(f"Write to {address} now"), "quiet") == [address]


def test_what_is_beside_code_is_prose() -> None:
    view = one("a `code` b").view
    assert [view.is_quiet(start, end) for start, end in ((0, 1), (0, 2), (1, 3), (2, 6), (5, 8), (6, 8))] == [
        *(False, False, True, True, True, False)
    ]
