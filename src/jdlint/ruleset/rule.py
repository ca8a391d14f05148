"""A rule as data: what it asks, how grave it is, what it says, and its own examples."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from jdlint.finding import Severity, Span
from jdlint.record import Record
from jdlint.ruleset.law import Law

CATEGORIES = (
    "criteria",
    "structure",
    "requirements",
    "coherence",
    "lifecycle",
    "language",
    "fairness",
    "pay-and-place",
    "front-matter",
    "jdlint",
    "custom",
)
LEVELS = ("absent", "generic")
LEVELLED_KINDS = ("criterion", "family")
BUILTIN_KIND = "builtin"


class Example(Record):
    """A sentence (``text``), a whole ``post`` or a ``file`` with one; exactly one of them is given.

    ``spans`` are the marked places, as offsets into ``text`` or ``post``, which hold no marks any more.
    ``today`` is the day on which the example is read, where that matters.
    ``line`` counts from 1 in the rule's file. ``level`` is the level to be found (criteria only). ``fixed`` is
    the text or post after the rule's fixes, safe and unsafe ones, where the example says it.
    """

    line: int
    text: str | None = None
    post: str | None = None
    file: Path | None = None
    part: str | None = None
    family: str | None = None
    level: str | None = None
    spans: tuple[Span, ...] = ()
    today: date | None = None
    fixed: str | None = None


class Rule(Record, eq=False):
    """One rule; ``options`` are its kind's own, as the kind's parser returned them.

    ``severity`` and ``message`` are by level; the level ``""`` stands for all that are not named. A
    severity of ``None`` is off. ``often`` argues for a rule that fires on many posts. ``path`` is the rule's file. A
    ``preview`` is new, and on only where previews are wanted. ``severity_set`` are the levels whose severity a user
    has set, so that neither a family nor a law changes it. ``law`` is what makes the rule graver in some places;
    ``reports_missing`` the part of a post whose absence it is about, which a site may add around the post.
    """

    id: str
    title: str
    kind: str
    category: str
    severity: Mapping[str, Severity | None]
    families: tuple[str, ...]
    message: Mapping[str, str]
    ask: str | None
    why: str
    often: str | None
    sources: tuple[str, ...]
    options: object
    good: tuple[Example, ...]
    bad: tuple[Example, ...]
    known_miss: tuple[Example, ...]
    since: str | None
    on_by_default: bool
    path: str
    preview: bool = False
    severity_set: frozenset[str] = frozenset()
    law: Law | None = None
    reports_missing: str | None = None

    @property
    def builtin(self) -> bool:
        """Whether the engine itself reports it."""
        return self.kind == BUILTIN_KIND

    @property
    def fixable(self) -> bool:
        """Whether it has fixes: one of its bad examples says what becomes of it."""
        return any(example.fixed is not None for example in self.bad)

    @property
    def applies_to_any_family(self) -> bool:
        """Whether it asks its question of every family of jobs."""
        return "any" in self.families

    def severity_at(self, level: str | None = None) -> Severity | None:
        """How grave a finding at a level is; ``None`` when it is not reported."""
        return self.severity.get(level or "", self.severity.get(""))

    def message_at(self, level: str | None = None) -> str:
        """The message at a level, with its placeholders unfilled; empty when there is none."""
        return self.message.get(level or "", self.message.get("", ""))
