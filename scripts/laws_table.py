"""The table of jurisdictions, as the documentation shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jdlint.linter import load_linter
from jdlint.ruleset.jurisdiction_file import Duty, Jurisdiction

_CONFIRMED = {"all": "yes", "date": "its date only", "nothing": "no"}


def laws_table() -> str:
    """A row for each duty, by code, then what is known of places without one."""
    table = load_linter()[0].ruleset.jurisdictions
    head = (
        "| code | place | from | employers of | the post has to state | law | confirmed |",
        "|---|---|---|---|---|---|---|",
    )
    rows = [_row(place, duty) for place in table.values() for duty in place.duties]
    return "\n".join((*head, *rows, "", *_notes(table.values())))


def _row(place: Jurisdiction, duty: Duty) -> str:
    asks = f"{duty.asks}, {duty.condition}" if duty.condition and duty.condition not in duty.asks else duty.asks
    until = f" until {duty.until}" if duty.until else ""
    confirmed = _CONFIRMED[duty.confirmed]
    sources = f" ({', '.join(duty.sources)})" if duty.sources else ""
    cells = (f"`{place.code}`", place.name, f"{duty.start}{until}", f"{duty.employees} or more", asks, duty.law)
    return f"| {' | '.join(cells)} | {confirmed}{sources} |"


def _notes(places: Iterable[Jurisdiction]) -> Iterator[str]:
    for place in places:
        if place.note:
            yield f"- `{place.code}`, {place.name}: {' '.join(place.note.split())}"
