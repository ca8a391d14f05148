"""The kinds ``markup`` and ``repetition``, and the fixes of ``phrase``: edges that the rules' own examples leave open."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import prepare, run, write
from kinds import judge
from test_checks import lint

from jdlint.checks.markup import MarkupCheck
from jdlint.checks.repetition import RepetitionCheck
from jdlint.checks.rewording import in_case_of
from jdlint.errors import RuleError

TITLE = "# Data Engineer\n\n"


def marked(check: str, text: str) -> tuple[str, ...]:
    return judge(MarkupCheck(), f"check: {check}", TITLE + text + "\n").texts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("##Tasks", ("##Tasks",)),
        ("   ##Tasks", ("##Tasks",)),
        ("######Tasks", ("######Tasks",)),
        ("#######Tasks", ()),
        ("##", ()),
        ("You plan ##Tasks", ()),
        ("- ##Tasks", ()),
        ("> ##Tasks", ()),
        ("    ##Tasks", ()),
        ("#Tasks", ()),
        ("&#35;#Tasks", ()),
        ("You plan\n##Tasks\nand so on", ("##Tasks",)),
        ("You plan  \n##Tasks", ("##Tasks",)),
    ],
)
def test_headings_without_a_blank(text: str, found: tuple[str, ...]) -> None:
    assert marked("heading-space", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("#Data Engineer\n\nTours", ("#Data Engineer",)), ("#hiring", ()), ("#hiring #data", ()), ("#1 in tours", ())],
)
def test_one_hash_opens_a_heading_only_before_words_at_the_beginning(text: str, found: tuple[str, ...]) -> None:
    assert judge(MarkupCheck(), "check: heading-space", text).texts == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You **** plan", ("****",)),
        ("You ** ** plan", ("** **",)),
        ("You **\u00a0** plan", ("**\u00a0**",)),
        ("You ****plan****", ()),
        ("You **plan****ned** it", ()),
        ("2 ** 3 ** 4", ()),
        ("****", ()),
        ("___ ___", ()),
    ],
)
def test_empty_bold(text: str, found: tuple[str, ...]) -> None:
    assert marked("empty-bold", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("you\u00a0plan", ("\u00a0",)),
        ("you\u202fplan the\u2007tours", ("\u202f",)),
        ("you plan\u00a0", ("\u00a0 ",)),
        ("5\u00a0km, €\u00a05, 5\u00a0000, 5\u00a0%", ()),
        ("Dr.\u00a0Lee, «\u00a0oui\u00a0»", ()),
        ("<https://x.org/a\u00a0b>", ()),
    ],
)
def test_no_break_spaces(text: str, found: tuple[str, ...]) -> None:
    assert marked("no-break-space", f"Now {text} here") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("to\u00adurs", ("\u00ad",)),
        ("to\u200b\u200burs and\ufeff so", ("\u200b\u200b",)),
        ("to\u200durs", ("\u200d",)),
        ("👩\u200d💻 ❤\ufe0f", ()),
        ("می\u200cخواهم", ()),
        ("\u200fשלום\u200f", ()),
        ("`to\u200burs`", ()),
    ],
)
def test_invisible_characters(text: str, found: tuple[str, ...]) -> None:
    assert marked("invisible", f"Now {text} here") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("plan the the tours", ("the the",)),
        ("plan the  the\u00a0the tours", ("the  the", "the\u00a0the")),
        ("plan the\nthe tours", ("the\nthe",)),
        ("The the tours", ("The the",)),
        ("plan the The Hague", ()),
        ("plan thethe tours", ()),
        ("plan the. the tours", ()),
        ("plan the, the tours", ()),
        ("plan the-the tours", ()),
        ("plan tours tours", ()),
        ("plan the `the` tours", ()),
    ],
)
def test_doubled_words(text: str, found: tuple[str, ...]) -> None:
    assert judge(RepetitionCheck(), "words: [the]", f"{TITLE}You {text}\n").texts == found


def test_a_fix_of_a_doubled_word_needs_plain_text_between() -> None:
    said = judge(RepetitionCheck(), "words: [the]", f"{TITLE}You plan the **the** tours, the the vans\n")
    assert [match.fix is not None for match in said.judgement.matches] == [False, True]


@pytest.mark.parametrize(
    ("written", "replacement", "expected"),
    [
        ("salesman", "salesperson", "salesperson"),
        ("Salesman", "salesperson", "Salesperson"),
        ("SALESMAN", "salesperson", "SALESPERSON"),
        ("JAVA SCRIPT", "JavaScript", "JavaScript"),
        ("tensor flow", "TensorFlow", "TensorFlow"),
        ("A", "one", "One"),
    ],
)
def test_the_case_of_a_replacement(written: str, replacement: str, expected: str) -> None:
    assert in_case_of(written, replacement) == expected


RULE = "kind: phrase\nphrases: [ninja, rockstar]\n"


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("the ninja", "the engineer"),
        ("a rockstar", "a developer"),
        ("a ninja", None),
        ("an ninja", None),
        ("the nin*ja*", None),
        ("the rockstar\nof", "the developer"),
    ],
)
def test_the_fixes_of_phrases(tmp_path: Path, text: str, fixed: str | None) -> None:
    rule = RULE + "fix: {ninja: engineer}\nunsafe-fix: {rockstar: developer}\n"
    found = lint(tmp_path, rule, f"{TITLE}## What you will do\n\n- You are {text} here\n")
    fixes = [finding.fix for finding in found if finding.fix]
    assert [fix.title for fix in fixes] == ([f"write '{fixed.split()[-1]}'"] if fixed else [])
    assert [fix.safe for fix in fixes] == ([fixed.endswith("engineer")] if fixed else [])


def test_fixes_without_phrases_are_refused(tmp_path: Path) -> None:
    with pytest.raises((RuleError, AssertionError), match="fix: there are no phrases"):
        lint(tmp_path, RULE + "fix: {}\n", TITLE)


HOUSE = """\
id: no-ninja
title: Say who is wanted
kind: phrase
severity: warning
message: "'{match}' says nothing about the work"
why: Readers skip it.
phrases: [ninja]
fix: {ninja: engineer}
examples:
  good: [You mend the pipeline of returns.]
  bad:
    - text: Be the ⟦ninja⟧ of returns.
      fixed: Be the %s of returns.
"""


@pytest.mark.parametrize(
    ("word", "code", "said"),
    [
        ("engineer", 0, "1 rule, 2 examples, 0 misbehave\n"),
        ("expert", 1, "Misfixed[no-ninja] becomes 'Be the engineer of returns.'"),
    ],
)
def test_examples_that_say_what_becomes_of_them_are_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, code: int, said: str
) -> None:
    prepare(tmp_path, monkeypatch, real_rules=True)
    write("house/no-ninja.yaml", HOUSE % word)
    result = run("test", "house")
    assert result.exit_code == code
    assert said in result.stdout
