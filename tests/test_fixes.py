"""``--fix``, ``--unsafe-fixes`` and ``--diff``: what is mended, what is left alone, and how files are written."""

from __future__ import annotations

import errno
import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from command import run, write
from hypothesis import given, settings
from hypothesis import strategies as st
from kinds import linter
from posts_with_findings import BODY, POST, TITLE, found, work_folder

from jdlint.atomic import replace_file
from jdlint.checks.judgement import Match
from jdlint.edits import apply_edits, reads_alike, shift_of
from jdlint.engine import Result, findings_of
from jdlint.finding import Edit, Fix, Span
from jdlint.fixes import MAX_PASSES, fix_source
from jdlint.linter import lint_post, read
from jdlint.post.document import Document
from jdlint.post.markdown import parse_markdown
from jdlint.post.source import Source, make_source

FIXABLE = (
    "heading-without-space,empty-bold,no-break-space,invisible-characters,doubled-word,misspelt-technology,"
    "gendered-title,gendered-noun,expanded-acronyms,shorter-words,unused-suppression,shouting,profanity"
)
SELECT = ("--select", FIXABLE)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return work_folder(tmp_path, monkeypatch)


def fixed(text: str, *args: str) -> str:
    """What ``--fix`` makes of a text that stands between a title and a body."""
    write("a.md", f"{TITLE}{text}\n\n{BODY}")
    assert run("a.md", "--fix", *SELECT, *args).exit_code == 0
    after = Path("a.md").read_text(encoding="utf-8")
    assert run("a.md", "--diff", *SELECT, *args).stdout == "", "a second run finds nothing more to do"
    return after.removeprefix(TITLE).removesuffix(f"\n\n{BODY}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("##What you will do\nYou plan.", "## What you will do\nYou plan."),
        ("You plan\u00a0the the tours\u200b with Tensor Flow.", "You plan the tours with TensorFlow."),
        ("You plan the the the tours.", "You plan the tours."),
        ("A SALESMAN and a Salesman", "A SALESPERSON and a Salesperson"),
        ("You talk to salesmen. <!-- jdlint-disable-line profanity -->", "You talk to salespeople."),
        ("<!-- jdlint-disable shouting -->\n\nYou plan.", "You plan."),
        ("One.\n<!-- jdlint-disable-line gendered-title -->\nTwo.", "One.\n\nTwo."),
        ("Plan\na <!-- jdlint-disable-line gendered-title -->\n\ntour.", "Plan\na\n\ntour."),
        ("- One\n- Two <!-- jdlint-disable-line gendered-title shorter-words --> three", "- One\n- Two three"),
        (
            "<!-- jdlint-disable gendered-title, shorter-words -->\n\nSalesmen",
            "<!-- jdlint-disable gendered-title -->\n\nSalesmen",
        ),
        ("You utilize | as a | sign in order to plan.", "You use | as a | sign to plan."),
        ("| a |\n|---|\n| salesmen |", "| a |\n|---|\n| salespeople |"),
        ("<p>You plan the the tours.</p>", "<p>You plan the tours.</p>"),
    ],
)
def test_what_is_mended(before: str, after: str) -> None:
    assert fixed(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "`the the` and ```Tensor Flow```",
        "```\n##no heading\nthe the\n```",
        "A sales**man**, and Tensor *Flow*",
        "Java\nScript",
        "An application with a graphics processing unit",
        "You talk to salesmen. <!-- jdlint-disable-line gendered-title -->",
        "Pay: 52\u00a0000\u00a0€",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert fixed(text) == text


def test_unsafe_fixes_are_asked_for() -> None:
    assert fixed("You leverage SQL.") == "You leverage SQL."
    assert fixed("You leverage SQL.", "--unsafe-fixes") == "You use SQL."


def test_the_front_matter_is_mended_and_stays_what_it_is() -> None:
    write("a.md", f'---\ntitle: "Salesman for tours"\njdlint-disable: [profanity, readability]\nurl: /a\n---\n\n{BODY}')
    run("a.md", "--fix", *SELECT)
    front = Path("a.md").read_text(encoding="utf-8").split("---\n")[1]
    assert front == 'title: "Salesperson for tours"\njdlint-disable: [readability]\nurl: /a\n'


def test_names_that_are_left_in_the_front_matter_stay_a_list() -> None:
    write("a.md", f"---\njdlint-disable: [profanity, readability, length]\n---\n\n{POST}")
    run("a.md", "--fix", *SELECT)
    assert Path("a.md").read_text("utf-8").startswith("---\njdlint-disable: [readability, length]\n---\n")


def test_toml_stays_toml() -> None:
    write("a.md", f'+++\ntitle = "Salesman"\njdlint-disable = ["profanity"]\n+++\n\n{BODY}')
    run("a.md", "--fix", *SELECT)
    assert Path("a.md").read_text(encoding="utf-8").split("+++\n")[1] == 'title = "Salesperson"\n'


def test_a_fix_that_would_change_more_is_left_out_and_said() -> None:
    write("a.md", f"{TITLE}You plan\n\u200b- tours\n\n{BODY}")
    before = Path("a.md").read_bytes()
    result = run("a.md", "--fix", *SELECT)
    assert Path("a.md").read_bytes() == before
    assert (
        "notice: a.md:4:1: invisible-characters: the fix was left out, as it would change more than it says"
        in result.stderr
    )
    assert "[invisible-characters]" in result.stdout


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_mode_newlines_and_byte_order_mark_stay(newline: str, bom: bytes) -> None:
    text = f"{TITLE}Tours of the\nthe vans, <!-- jdlint-disable-line shouting -->\n\nand more\n\n{BODY}"
    after = f"{TITLE}Tours of the\nvans,\n\nand more\n\n{BODY}"
    path = Path("a.md")
    path.write_bytes(bom + text.replace("\n", newline).encode())
    path.chmod(0o640)
    run("a.md", "--fix", *SELECT)
    assert path.read_bytes() == bom + after.replace("\n", newline).encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [file.name for file in Path().iterdir()] == ["a.md"]


def test_a_link_stays_a_link() -> None:
    write("real/a.md", f"{TITLE}the the tours\n\n{BODY}")
    Path("a.md").symlink_to("real/a.md")
    run("a.md", "--fix", *SELECT)
    assert Path("a.md").is_symlink()
    assert "the the" not in Path("real/a.md").read_text(encoding="utf-8")


def test_what_is_left_is_reported_and_decides_the_exit_code() -> None:
    write("a.md", f"{TITLE}You plan the the tours as a coding ninja.\n\n{BODY}")
    result = run("a.md", "--fix", "--select", "doubled-word,hype-title", "--fail-on", "warning")
    assert result.exit_code == 1
    assert "a.md:3:32: warning[hype-title]" in result.stdout
    assert result.stdout.endswith("Fixed 1 problem. Found 1 problem (1 warning) in 1 of 1 post.\n")


def test_the_summary_says_what_could_be_mended() -> None:
    write("a.md", f"{TITLE}the the vans\n\nYou leverage\u00a0SQL.\n\n{BODY}")
    assert "2 can be fixed with --fix, 1 more with --fix --unsafe-fixes." in run("a.md", *SELECT).stdout
    assert "1 can be fixed with --fix --unsafe-fixes." in run("a.md", *SELECT, "--fix").stdout


def test_a_diff_changes_nothing_and_fails_when_something_would_change() -> None:
    write("a.md", f"{POST}\nthe the vans")
    write("b.md", f"the the vans\r\n\n{POST}")
    before = Path("a.md").read_bytes(), Path("b.md").read_bytes()
    result = run(".", "--diff", *SELECT)
    assert result.exit_code == 1
    assert result.stdout_bytes.decode() == (
        "--- a.md\n+++ a.md\n@@ -9,4 +9,4 @@\n \n - SQL good enough to find a wrong join\n \n-the the vans\n"
        "\\ No newline at end of file\n+the vans\n\\ No newline at end of file\n"
        "--- b.md\n+++ b.md\n@@ -1,4 +1,4 @@\n-the the vans\r\n+the vans\r\n \n # Senior Data Engineer\n \n"
    )
    assert result.stderr == "2 problems in 2 posts would be dealt with.\n"
    assert (Path("a.md").read_bytes(), Path("b.md").read_bytes()) == before
    write("c.md", POST)
    clean = run("c.md", "--diff", *SELECT)
    assert (clean.exit_code, clean.stdout, clean.stderr) == (0, "", "Nothing would change.\n")


def test_fix_only_says_nothing_of_what_is_left_and_does_not_fail() -> None:
    write("a.md", f"{TITLE}You plan the the tours as a coding ninja.\n\n{BODY}")
    result = run("a.md", "--fix-only", "--select", "doubled-word,hype-title", "--fail-on", "warning")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Fixed 1 problem in 1 post.\n")
    assert "the the" not in Path("a.md").read_text(encoding="utf-8")
    again = run("a.md", "--fix-only", "--select", "doubled-word,hype-title", "--fail-on", "warning")
    assert (again.exit_code, again.stderr) == (0, "Nothing was changed.\n")
    text = f"{TITLE}the the vans\n\n{BODY}"
    assert run("-", "--fix-only", stdin=text.encode()).stdout == text.replace("the the", "the")
    assert run("missing.md", "--fix-only").exit_code == 2


def test_standard_input_comes_out_mended() -> None:
    text = f"{TITLE}You are the the ninja\n\n{BODY}"
    result = run("-", "--fix", "--select", "doubled-word,hype-title", stdin=b"\xef\xbb\xbf" + text.encode())
    assert result.stdout_bytes == b"\xef\xbb\xbf" + text.replace("the the", "the").encode()
    assert "<stdin>:3:13: warning[hype-title]" in result.stderr
    written = run("-", "--fix", "--select", "doubled-word,hype-title", "-o", "out.txt", stdin=text.encode())
    assert (
        written.stdout
        == run("-", "--fix-only", "-o", "none.txt", stdin=text.encode()).stdout
        == text.replace("the the", "the")
    )
    assert "<stdin>:3:13: warning[hype-title]" in Path("out.txt").read_text(encoding="utf-8")
    assert "hype-title" not in written.stderr


def test_a_file_that_cannot_be_written_is_an_error_and_the_others_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    write("locked/a.md", f"{TITLE}the the vans\n\n{BODY}")
    write("b.md", f"{TITLE}the the vans\n\n{BODY}")

    def full(path: Path, data: bytes) -> None:
        if path.parent.name == "locked":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        replace_file(path, data)

    monkeypatch.setattr("jdlint.mending.replace_file", full)
    result = run(".", "--fix", *SELECT)
    assert result.exit_code == 2
    assert "locked/a.md: error: cannot be written: No space left on device" in result.stderr
    assert "the the" not in Path("b.md").read_text(encoding="utf-8")
    assert "the the" in Path("locked/a.md").read_text(encoding="utf-8")


def test_a_read_only_file_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", f"{TITLE}the the vans\n\n{BODY}")
    monkeypatch.setattr("os.access", lambda path, mode: mode != os.W_OK)
    result = run("a.md", "--fix", *SELECT)
    assert result.exit_code == 2
    assert "a.md: error: cannot be written: Permission denied" in result.stderr
    assert "the the" in Path("a.md").read_text(encoding="utf-8")


def test_nothing_is_left_behind_when_a_file_cannot_be_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", "before")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "refused")

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(PermissionError):
        replace_file(Path("a.md"), b"after")
    assert Path("a.md").read_bytes() == b"before"
    assert [file.name for file in Path().iterdir()] == ["a.md"]


def test_a_file_that_changes_meanwhile_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", f"{TITLE}the the vans\n\n{BODY}")
    real = read

    def meddling(*given: object) -> object:
        write("a.md", f"{TITLE}somebody else's text\n")
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("jdlint.runner.read", meddling)
    result = run("a.md", "--fix", *SELECT)
    assert result.exit_code == 2
    assert "a.md: error: has changed while it was being checked" in result.stderr
    assert Path("a.md").read_text(encoding="utf-8") == f"{TITLE}somebody else's text\n"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--fix", "--add-suppressions"), "'--fix' and '--add-suppressions' contradict each other"),
        (("--reason", "x"), "'--reason' needs '--add-suppressions'"),
        (("--add-suppressions", "--reason", "a -- b"), "it is empty, or has a line break or '--'"),
    ],
)
def test_options_that_contradict_each_other_are_refused(args: tuple[str, ...], message: str) -> None:
    write("a.md", f"{TITLE}the the vans\n\n{BODY}")
    result = run("a.md", *args)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "the the" in Path("a.md").read_text(encoding="utf-8")


def test_json_tells_the_fix_of_a_finding() -> None:
    write("a.md", f"{TITLE}You plan the the tours.\n\n{BODY}")
    (finding,) = json.loads(run("a.md", "--select", "doubled-word", "--output-format", "json").stdout)["findings"]
    edit = {"line": 3, "column": 13, "end_line": 3, "end_column": 17, "replacement": ""}
    assert finding["fix"] == {"title": "take the second 'the' out", "safe": True, "edits": [edit]}


RULES = [rule for rule in linter().ruleset.rules if rule.id in FIXABLE.split(",")]
BITS = st.sampled_from(
    [
        "the", "The", " ", " ", "\n", "\n\n", "\u00a0", "\u200b", "&nbsp;", "**", "** **", "****", "*", "_", "##", "# ", "#",
        "- ", "  ", "    ", "> ", "salesmen", "Java Script", "man-hours", "`", "```\n", "|", "[", "](x)", "<b>", "</b>",
        "<!-- jdlint-disable-line gendered-title -->", "<!-- jdlint-disable doubled-word -->", "<!--", "-->", "1. ",
        "word", ".", ":", "{{ x }}", "{% x %}", "\\", "---\n", "title: the the\n", "jdlint-disable: [doubled-word]\n",
    ]
)  # fmt: skip


def judge(source: Source) -> tuple[Document, Result]:
    post = read(linter(), source)
    return post.document, lint_post(linter(), post, RULES)


def as_found(result: Result, *_: object) -> Result:
    return result


@settings(max_examples=200, deadline=None)
@given(st.lists(BITS, max_size=25), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_fixed_post_reads_the_same_and_is_not_fixed_again(bits: list[str], newline: str) -> None:
    source = make_source("".join(bits).replace("\n", newline), "a.md")
    first = fix_source(source, judge, as_found, unsafe=True)
    again = fix_source(first.source, judge, as_found, unsafe=True)
    assert first.settled
    assert again.source.text == first.source.text
    assert not again.mended
    assert words(first.source) == words(source)


def words(source: Source) -> str:
    """The letters that a reader sees, without what the rules of this test take out or put in the place of others."""
    text = "".join(block.view.text for block in parse_markdown(source).blocks).lower()
    for gone in ("salesmen", "salespeople", "javascript", "java script", "man-hours", "person-hours", "the"):
        text = text.replace(gone, "")
    return "".join(char for char in text if char.isalpha() or char in ".:|")


def test_fixes_that_undo_each_other_end() -> None:
    rule = next(rule for rule in RULES if rule.id == "gendered-title")
    calls = 0

    def endless(source: Source) -> tuple[Document, Result]:
        nonlocal calls
        calls += 1
        document, result = judge(source)
        place = Span(0, 1)
        fix = Fix("swap", (Edit(place, source.text[0].swapcase()),))
        findings = findings_of(read(linter(), source), rule, (Match(place, fix=fix),))
        return document, replace(result, findings=tuple(findings))

    done = fix_source(make_source("the vans", "a.md"), endless, as_found)
    assert not done.settled
    assert len(done.mended) == MAX_PASSES
    assert calls == MAX_PASSES + 1


@given(
    st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text(max_size=4)), max_size=4)
)
def test_offsets_move_with_edits_and_back(text: str, wanted: list[tuple[int, int, str]]) -> None:
    edits: list[Edit] = []
    for start, length, replacement in sorted(wanted):
        if start + length <= len(text) and (not edits or start > edits[-1].span.end):
            edits.append(Edit(Span(start, start + length), replacement))
    after, shift = apply_edits(text, edits), shift_of(edits)
    for at, char in enumerate(text):
        if not any(edit.span.start <= at < edit.span.end for edit in edits):
            assert after[shift.at(at)] == char
            assert shift.back(shift.at(at)) == at


@pytest.mark.parametrize(
    ("before", "edit", "alike"),
    [
        ("a b c", Edit(Span(2, 3), "x"), True),
        ("a b c", Edit(Span(2, 3), "`"), True),
        ("a `b c", Edit(Span(5, 6), "`"), False),
        ("a *b c", Edit(Span(4, 5), "*"), False),
        ("a\nb", Edit(Span(1, 2), "\n\n"), False),
        ("a\nb", Edit(Span(2, 2), "- "), False),
        ("a\nb", Edit(Span(0, 0), "# "), False),
        ("a\nb", Edit(Span(0, 0), "    "), False),
        ("a <!-- x --> b", Edit(Span(0, 1), "<!--"), False),
        ("---\na: b\nc: d\n---\ne", Edit(Span(7, 8), "[x]"), False),
        ("---\na: b\nc: d\n---\ne", Edit(Span(7, 8), "x"), True),
        ("---\na: b\nc: d\n---\ne", Edit(Span(7, 8), "x: y"), False),
        ("---\na: b\nc: d\n---\ne", Edit(Span(4, 9), ""), True),
    ],
)  # fmt: skip
def test_whether_a_post_reads_alike(before: str, edit: Edit, alike: bool) -> None:
    old, new = (parse_markdown(make_source(text, "a.md")) for text in (before, apply_edits(before, [edit])))
    assert reads_alike(old, new, [edit]) is alike


def test_found_findings_are_those_of_the_file_after() -> None:
    write("a.md", f"{TITLE}<!-- jdlint-disable-line shouting -->\n\nYou plan the the tours as a ninja.\n\n{BODY}")
    run("a.md", "--fix", "--select", "doubled-word,hype-title,shouting,unused-suppression")
    assert found("a.md", "--select", "doubled-word,hype-title,shouting,unused-suppression") == ["3:25 hype-title"]
