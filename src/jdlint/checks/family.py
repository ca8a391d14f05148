"""Kind ``family``: whether title and duties tell which kind of job it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import ABSENT, GENERIC, Judgement, Match
from jdlint.post.post import FamilyReading, Post
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader


class FamilyOptions(Record):
    """Families that do not contradict each other, as sets of names; duties need ``min_told`` telling sentences."""

    akin: tuple[frozenset[str], ...]
    min_told: int


class FamilyCheck:
    """Absent when the kind of job cannot be told, generic when title and duties disagree or are a mix."""

    settable = ("min-told",)

    def parse(self, reader: Reader, context: ParseContext) -> FamilyOptions:
        """``akin`` (lists of families that go together) and ``min-told``."""
        akin = tuple(frozenset(context.family(name) for name in value.as_items()) for value in reader.items("akin", ()))
        return FamilyOptions(akin, reader.integer("min-told", 3, least=1))

    def judge(self, options: object, post: Post, _: Circumstances) -> Judgement:
        """``{names}`` are the families that the duties name."""
        assert isinstance(options, FamilyOptions)
        reading = post.family
        if reading.stated is not None:
            return Judgement(evidence=(post.anchor,))
        if reading.family is None:
            return Judgement((Match(post.anchor, ABSENT, whole=True),))
        if not _is_clear(reading, options):
            names = ", ".join(name for name, _ in reading.duties[:3])
            return Judgement((Match(post.anchor, GENERIC, {"names": names}, whole=True),))
        return Judgement(evidence=(post.anchor,))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        del options
        return "responsibilities"


def _is_clear(reading: FamilyReading, options: FamilyOptions) -> bool:
    if reading.title is None:
        return not reading.is_mix
    if reading.told < options.min_told:
        return True
    leading, share = reading.duties[0]
    own = sum(part for name, part in reading.duties if _akin(name, reading.title, options))
    return _akin(leading, reading.title, options) or own >= share / 2


def _akin(one: str, other: str, options: FamilyOptions) -> bool:
    return one == other or any(one in group and other in group for group in options.akin)
