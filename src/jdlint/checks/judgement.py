"""What a check says of a post, before severities and messages are put to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Protocol, TypeAlias

from jdlint.checks.circumstances import Circumstances
from jdlint.finding import Fix, Span
from jdlint.post.post import Post
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

ABSENT, GENERIC, CONCRETE = "absent", "generic", "concrete"


class Match(Record):
    """A place that a rule is about, as offsets into the source.

    ``level`` is ``absent`` or ``generic`` for kinds that have levels. ``values`` fill the placeholders of the
    rule's message; ``{match}`` is the matched text unless given. ``whole`` is said of the post as a whole, which
    has no place of its own.
    """

    span: Span
    level: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    fix: Fix | None = None
    whole: bool = False


Clues: TypeAlias = Sequence[tuple[str, float]]


class Judgement(Record):
    """The matches of a rule in a post, or the evidence that satisfies it, the best first.

    ``not_evaluated`` is the reason why the rule could not judge; then there is nothing else. ``clues`` has, for
    evidence that no pattern names, what spoke for it or against it, and how strongly.
    """

    matches: tuple[Match, ...] = ()
    evidence: tuple[Span, ...] = ()
    not_evaluated: str | None = None
    clues: Mapping[Span, Clues] = field(default_factory=dict)

    @property
    def level(self) -> str | None:
        """The level that was found, for kinds that have levels; ``None`` when it was not evaluated."""
        if self.not_evaluated is not None:
            return None
        return (self.matches[0].level or ABSENT) if self.matches else CONCRETE


class Check(Protocol):
    """A kind of rule: how its own keys are read, and how a post is judged by them."""

    @property
    def settable(self) -> Sequence[str]:
        """The keys, of those that ``parse`` reads, that users may set for a rule."""

    def parse(self, reader: Reader, context: ParseContext) -> object:
        """The options of a rule, from its file."""

    def judge(self, options: object, post: Post, circumstances: Circumstances, /) -> Judgement:
        """The judgement of a post by options that ``parse`` returned, under the circumstances of the run."""

    def example_part(self, options: object) -> str:
        """The part of a post that a rule's one-sentence examples belong to, unless they say so."""
