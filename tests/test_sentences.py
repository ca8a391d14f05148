"""Where sentences end, and where they do not."""

from __future__ import annotations

import pytest

from jdlint.finding import Span
from jdlint.post.document import HARD_BREAK, Run, TextView
from jdlint.post.sentences import split_sentences


def view_of(text: str, place: int = 0) -> TextView:
    return TextView(text, (Run(0, len(text), place, place + len(text)),))


@pytest.mark.parametrize(
    "sentences",
    [
        ["We build.", "You ship."],
        ["Is it for you?", "Yes!", "Apply."],
        ["Really?!", "Yes."],
        ["Wait...", "Then go.", "And then\u2026", "Stop."],
        ["He said \u201cgo.\u201d", "Then he left."],
        ["\u201cWe ship.\u201d", "We own it."],
        ["It is fast (very.)", "Try it."],
        ["Use Node.js and .NET.", "Ship it."],
        ["We run v1.2.", "Then we grew."],
        ["It answers in 2.9 s.", "Nice."],
        ["Based in the U.S.", "We hire now."],
        ["Python, Go, etc.", "The team uses both."],
        ["You own plan A.", "We help."],
        ["Is it easy? No, is it hard?", "No.", "We like it."][1:],
        ["Write C++.", "Ship it."],
        ["\U0001f680 Build.", "\u2705 Ship."],
        ["1. Do this.", "2. Do that."],
    ],
)
def test_a_sentence_ends(sentences: list[str]) -> None:
    assert [s.text for s in split_sentences(view_of(" ".join(sentences)))] == sentences


@pytest.mark.parametrize(
    "text",
    [
        "Own the ranking service",
        "Build models, e.g. Ranking, i.e. Search, and ship them.",
        "Work in our U.S. Office or the U.K. Office.",
        "Queries take 2.9 s on average.",
        "Hollow Hill Inc. Labs builds cars.",
        "A Ph.D. in physics or an M.Sc. in maths.",
        "Start at 9 a.m. Berlin time.",
        "Led by J. R. Carver and Dr. Ames.",
        "Team no. 5 is in St. Gallen.",
        "approx. 5 people",
        "Your duties: Build. it: ship",
        "Python, Go, etc. are fine.",
        "one\ntwo and\nthree",
        "See Node.js, v1.2.3 and example.org today",
        "We sell on Hollow.Com and Hollow.Net",
        "one of the\nRhine ports and\nthe Elbe, which\nDutch barges reach",
        "Own the tide model\nBuild the map",
    ],
)
def test_a_text_stays_whole(text: str) -> None:
    assert [s.text for s in split_sentences(view_of(text))] == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (f"Place: Bern{HARD_BREAK}Pay: 90", ["Place: Bern", "Pay: 90"]),
        (f"We ship.{HARD_BREAK}we own.", ["We ship.", "we own."]),
        (f"Place: Bern{HARD_BREAK}e-mail: by post", ["Place: Bern", "e-mail: by post"]),
        (f"Duties:{HARD_BREAK}build models", ["Duties:", "build models"]),
    ],
)
def test_a_hard_break_ends_a_sentence(text: str, sentences: list[str]) -> None:
    assert [s.text for s in split_sentences(view_of(text))] == sentences


def test_a_hard_break_may_only_wrap_a_line() -> None:
    text = f"We build the models{HARD_BREAK}that rank books."
    assert [s.text for s in split_sentences(view_of(text))] == [text]


@pytest.mark.parametrize("sentences", [["We sell fish.", "You price it."], ["Do you sail?", "We do."]])
def test_a_full_stop_without_a_blank_ends_a_sentence(sentences: list[str]) -> None:
    assert [s.text for s in split_sentences(view_of("".join(sentences)))] == sentences


def test_a_sentence_knows_its_place() -> None:
    first, second = split_sentences(view_of(" One two.  Three. ", place=100))
    assert first.span(0, len(first.text)) == Span(101, 109)
    assert second.span(0, len(second.text)) == Span(111, 117)


@pytest.mark.parametrize("text", ["", " ", HARD_BREAK, "\u00a0"])
def test_blank_text_has_no_sentence(text: str) -> None:
    assert not list(split_sentences(view_of(text) if text else TextView("", ())))
