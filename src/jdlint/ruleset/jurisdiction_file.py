"""Files of jurisdictions: what the law of a place asks of job posts, from when, and how far that is confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from jdlint.late import expression
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.yaml_reader import Reader, Value

# What a post can be asked to state, or to leave out.
SUBJECTS = (
    "pay",
    "pay-period",
    "closed-range",
    "range-width",
    "benefits",
    "closing-date",
    "ai-use",
    "vacancy",
    "no-canadian-experience",
)
CONFIRMED = ("all", "date", "nothing")
_CODE = expression(r"[A-Z]{2}(?:-[A-Z0-9]{2,3}){0,2}")


class Duty(Record, eq=False):
    """What a law asks of posts from ``start`` until the day before ``until``, where it ends.

    ``subjects`` are those of ``SUBJECTS`` that it is about; ``employees`` the least size of the employers that it
    binds. ``confirmed`` tells whether all of this, its date, or nothing was found in material that can be looked up;
    the rest is from memory. ``condition`` names a case that no reader of the post can see.
    """

    start: date
    until: date | None
    subjects: frozenset[str]
    employees: int
    asks: str
    law: str
    sources: tuple[str, ...]
    confirmed: str
    condition: str | None = None

    def in_force(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.start <= day and (self.until is None or day < self.until)


class Jurisdiction(Record, eq=False):
    """A place with laws of its own: its code of ISO 3166 (a city's after that of its state), name and duties.

    ``within`` are places whose laws hold here, too, besides those that its own code begins with. ``checked`` is the
    day on which the entry was written; ``note`` says what else there is to know.
    """

    code: str
    name: str
    duties: tuple[Duty, ...]
    within: tuple[str, ...]
    checked: date
    note: str | None


def parse_jurisdiction(code: str, reader: Reader) -> Jurisdiction:
    """A jurisdiction from its file; raises an error at the place of whatever is wrong."""
    if not _CODE.fullmatch(code):
        raise reader.error(f"'{code}' cannot be a code", hint="as in US, US-CO or US-NY-NYC")
    return Jurisdiction(
        code,
        reader.string("name"),
        tuple(_parse_duty(value.as_mapping()) for value in reader.items("duties", ())),
        reader.strings("within", ()),
        _day(reader.value("checked")),
        reader.string("note", None),
    )


def places_of(codes: Iterable[str], table: Mapping[str, Jurisdiction]) -> Iterator[Jurisdiction]:
    """The jurisdictions of some codes, and those that each is within: ``US-NY-NYC`` is in ``US-NY`` and in ``US``."""
    seen: set[str] = set()
    left = list(codes)
    while left:
        code = left.pop(0)
        if code in seen:
            continue
        seen.add(code)
        if code in table:
            yield table[code]
            left += table[code].within
        left += [code.rpartition("-")[0]] if "-" in code else []


def _parse_duty(reader: Reader) -> Duty:
    until = reader.value("until", None)
    return Duty(
        _day(reader.value("from")),
        _day(until) if until is not None else None,
        frozenset(value.as_choice(SUBJECTS) for value in reader.items("subjects")),
        reader.integer("employees", 1, least=1),
        reader.string("asks"),
        reader.string("law"),
        reader.strings("sources", ()),
        reader.choice("confirmed", CONFIRMED),
        reader.string("condition", None),
    )


def _day(value: Value) -> date:
    try:
        return date.fromisoformat(value.as_string())
    except ValueError:
        raise value.error(f"{value.name}: '{value.as_string()}' is no day", hint="write it as 2026-07-01") from None
