"""Numbers of years in a text: "5+ years", "three to five years"."""

from __future__ import annotations

from collections.abc import Iterator

from jdlint.late import expression
from jdlint.record import Record

_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ],
        start=1,
    )
}
_NUMBER = r"(?:\d{1,2}(?![\d.,]*\d)|" + "|".join(_WORDS) + r")"
_YEARS = expression(
    rf"(?<![\w.,$€£-])(?P<least>{_NUMBER})(?:\s?\(\d{{1,2}}\))?(?:\s*(?:\+|plus\b|or more\b))*"
    rf"(?:\s*(?:-|to\b|or\b|and\b)\s*(?P<most>{_NUMBER}))?(?:\s*(?:\+|plus\b|or more\b))*\s*-?\s*(?:years?|yrs?)\b'?"
)


class Years(Record):
    """A number of years at ``text[start:end]``; ``most`` is the upper end of a range, if there is one."""

    start: int
    end: int
    least: int
    most: int | None


def find_years(folded: str) -> Iterator[Years]:
    """The numbers of years in a folded text."""
    for found in _YEARS.finditer(folded):
        most = found["most"]
        yield Years(found.start(), found.end(), _value(found["least"]), _value(most) if most else None)


def _value(text: str) -> int:
    return _WORDS[text] if text in _WORDS else int(text)
