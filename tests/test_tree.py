"""A post's Markdown as a tree: what is in it, and where each text stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdlint.post.document import HARD_BREAK
from jdlint.post.markdown import parse_markdown
from jdlint.post.source import Source, make_source, read_source
from jdlint.post.tree import Child, Node, Words
from jdlint.post.tree_reader import read_tree

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.md"))
INLINE = ("strong", "emphasis", "struck", "code", "link", "image")


def tree(text: str) -> tuple[Child, ...]:
    return read_tree(make_source(text, "a.md"))


def shape(child: Child) -> object:
    """A tree as nested lists."""
    return child.text if isinstance(child, Words) else [child.kind, *map(shape, child.children)]


def all_words(children: tuple[Child, ...]) -> Iterator[Words]:
    return Node("paragraph", children).words()


def texts(children: tuple[Child, ...]) -> Iterator[str]:
    """The prose of each heading, paragraph, cell and item, on one line."""
    run = ""
    for child in children:
        if isinstance(child, Words):
            run += child.text if child.prose else ""
        elif child.kind in INLINE:
            run += "".join(words.text for words in child.words() if words.prose)
        else:
            if run.split():
                yield " ".join(run.split())
            run = ""
            if child.kind != "code-block":
                yield from texts(child.children)
    if run.split():
        yield " ".join(run.split())


def check_places(source: Source) -> None:
    """Each text stands where it says, in the order of the source."""
    last = 0
    for words in all_words(read_tree(source)):
        written = source.text[words.start : words.end]
        assert words.start >= last
        assert words.end >= words.start
        last = words.start
        if words.exact and words.text != HARD_BREAK:
            assert words.text == written.replace("\r", "\n").replace("\0", "\ufffd")


def check_texts(source: Source) -> None:
    """It holds what the rules read of the post, and nothing else but code."""
    found = read_tree(source)
    if not any("html" in str(shape(child)) for child in found):
        assert list(texts(found)) == [" ".join(block.view.text.split()) for block in parse_markdown(source).blocks]


def test_it_has_lists_tables_and_links() -> None:
    found = tree(
        "# A *b*\n\n- c\n- d\n\n  e\n\n3. f\n\n| g | h |\n|:-:|---|\n| [i](https://j.example) | `k` |\n\n---\n"
    )
    assert [shape(child) for child in found] == [
        ["heading", "A ", ["emphasis", "b"]],
        ["list", ["item", ["paragraph", "c"]], ["item", ["paragraph", "d"], ["paragraph", "e"]]],
        ["list", ["item", "f"]],
        [
            "table",
            ["row", ["head-cell", "g"], ["head-cell", "h"]],
            ["row", ["cell", ["link", "i"]], ["cell", ["code", "k"]]],
        ],
        ["rule"],
    ]
    heading, bullets, numbers, table, _ = found
    assert isinstance(heading, Node)
    assert isinstance(bullets, Node)
    assert isinstance(numbers, Node)
    assert (heading.level, bullets.level, numbers.level) == (1, None, 3)
    assert isinstance(table, Node)
    cells = [cell for row in table.children if isinstance(row, Node) for cell in row.children if isinstance(cell, Node)]
    assert [cell.align for cell in cells] == ["center", None, "center", None]
    assert [child.target for cell in cells for child in cell.children if isinstance(child, Node)] == [
        "https://j.example",
        None,
    ]


def test_what_readers_of_the_page_do_not_see_is_no_prose() -> None:
    text = "A <b>b</b> <!-- c --> ![d](e.png) {{ f }}\n\n<p>\n  g&nbsp;h</p>\n\n```\ni\n```\n"
    hidden = [words.text for words in all_words(tree(text)) if not words.prose]
    assert hidden == ["<b>", "</b>", "<!-- c -->", "d", "{{ f }}", "<p>", "</p>", "i", "\n"]
    assert "g\xa0h" in "".join(words.text for words in all_words(tree(text)) if words.prose)


def test_tabs_in_code_and_bars_in_cells_stand_as_a_whole() -> None:
    for text in (">\t\tindented\n", "| a\\|b |\n|---|\n", "- x\n\n\t\tcode\n"):
        check_places(make_source(text, "a.md"))
    bar = next(words for words in all_words(tree("| a\\|b |\n|---|\n")) if words.text == "|")
    assert (bar.start, bar.end, bar.exact) == (3, 5, False)


@pytest.mark.parametrize(
    "text", ["```", "```\n", "> ```", "- ```\n  x", "<!--", "<div>\n\n<", "|a|\n|-|", "[a]: b", "\0", "a\r\nb\rc"]
)
def test_odd_ends_are_read(text: str) -> None:
    check_places(make_source(text, "a.md"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_whole_and_in_place(path: Path) -> None:
    source = read_source(path.read_bytes(), path.name)
    check_places(source)
    check_texts(source)


def test_posts_of_the_corpus_are_whole_and_in_place(corpus: Path) -> None:
    for path in sorted((corpus / "dev").rglob("*.md")):
        source = read_source(path.read_bytes(), path.name)
        check_places(source)
        check_texts(source)


@given(st.text(st.sampled_from("ab \n\t\r*_`~[]()<>!#-|\\&;{}%=+.:1\"'\0é😀"), max_size=80))
def test_any_text_is_in_place(text: str) -> None:
    check_places(make_source(text, "a.md"))


def test_markup_deeper_than_anybody_sees_is_left_out_and_its_text_stays() -> None:
    text = "**a *b " * 500 + "c*d**" * 500 + "\n"
    (paragraph,) = tree(text)
    depth, node = 0, paragraph
    while isinstance(node, Node):
        node = next((child for child in node.children if isinstance(child, Node)), node.children[0])
        depth += 1
    assert depth == 21
    assert "".join(words.text for words in all_words((paragraph,))).count("d") == 500
    check_places(make_source(text, "a.md"))
