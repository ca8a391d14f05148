"""The laws that a rule follows: where one is in force, what the rule finds is graver."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

from jdlint.record import Record
from jdlint.ruleset.jurisdiction_file import SUBJECTS, Duty, Jurisdiction, places_of

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader


class Law(Record, eq=False):
    """The ``subject`` of laws in the table of jurisdictions; with ``only`` the rule speaks only where one holds."""

    subject: str
    only: bool
    table: Mapping[str, Jurisdiction]

    def duties(
        self, codes: Collection[str], day: date, employees: int | None = None
    ) -> tuple[tuple[Jurisdiction, Duty], ...]:
        """The duties on the subject that are in force in some jurisdictions on a day.

        Those that bind only employers with more than ``employees`` people are left out, where that is known.
        """
        return tuple(
            (place, duty)
            for place in places_of(codes, self.table)
            for duty in place.duties
            if self.subject in duty.subjects
            and duty.in_force(day)
            and (employees is None or duty.employees <= employees)
        )


def parse_law(reader: Reader, context: ParseContext) -> Law | None:
    """The keys ``law`` and ``only-by-law`` of a rule; ``None`` when it follows none."""
    subject = reader.choice("law", SUBJECTS, None)
    only = reader.boolean("only-by-law", False)
    if subject is None:
        if only:
            raise reader.error("only-by-law: the key 'law' says which", "only-by-law")
        return None
    return Law(subject, only, context.jurisdictions)
