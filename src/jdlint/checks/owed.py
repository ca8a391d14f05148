"""What the laws of a post's places ask of it, and how a finding says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jdlint.checks.circumstances import Circumstances
from jdlint.finding import Severity
from jdlint.post.post import Post
from jdlint.post.publication import state_on
from jdlint.record import Record
from jdlint.ruleset.jurisdiction_file import Duty, Jurisdiction
from jdlint.ruleset.law import Law

JURISDICTION_KEYS = ("jurisdiction", "jurisdictions")
_EMPLOYEES = ("employersize", "numberofemployees")
_ELSEWHERE = ("providedelsewhere",)


class Owed(Record, eq=False):
    """Duties of a post, by the laws in force on ``day``."""

    duties: tuple[tuple[Jurisdiction, Duty], ...]
    day: date

    def severity(self, own: Severity) -> Severity:
        """A warning where a law is confirmed and binds without conditions, else the rule's own severity."""
        binding = any(duty.confirmed == "all" and duty.condition is None for _, duty in self.duties)
        return max(own, Severity.WARNING) if binding else own

    @property
    def words(self) -> str:
        """Which laws, since when, and the day that was reckoned with."""
        laws = "; ".join(_law(place, duty) for place, duty in self.duties)
        return f"By law in {laws} (as of {self.day}; no legal advice)."


def owed(law: Law | None, post: Post, circumstances: Circumstances) -> Owed | None:
    """What a law asks of a post, ``None`` for nothing; of a closed post no law asks anything any more.

    The post's own ``jurisdictions`` go before those of the run.
    """
    if law is None or not (codes := jurisdictions_of(post) or circumstances.jurisdictions):
        return None
    if state_on(post.document.front_matter, circumstances.today) == "closed":
        return None
    duties = law.duties(codes, circumstances.today, _employees(post))
    return Owed(duties, circumstances.today) if duties else None


def jurisdictions_of(post: Post) -> tuple[str, ...]:
    """The codes in a post's front matter; empty when it names none."""
    return _texts(post, JURISDICTION_KEYS)


def provided_elsewhere(post: Post, circumstances: Circumstances) -> frozenset[str]:
    """The parts that the site adds around a post, by the settings and by its own front matter."""
    return circumstances.provided_elsewhere.union(_texts(post, _ELSEWHERE))


def _texts(post: Post, keys: Sequence[str]) -> tuple[str, ...]:
    values = (entry.value for entry in post.document.front_values(keys))
    listed = (value if isinstance(value, list) else str(value or "").split(",") for value in values)
    return tuple(str(text).strip() for texts in listed for text in texts if str(text).strip())


def _employees(post: Post) -> int | None:
    values = (entry.value for entry in post.document.front_values(_EMPLOYEES))
    return next((value for value in values if isinstance(value, int) and not isinstance(value, bool)), None)


def _law(place: Jurisdiction, duty: Duty) -> str:
    words = f"{place.name} ({place.code}) since {duty.start}"
    if duty.employees > 1:
        words += f" for employers of {duty.employees} or more"
    if duty.condition is not None:
        words += f", {duty.condition}"
    return words if duty.confirmed == "all" else f"{words}, not fully confirmed"
