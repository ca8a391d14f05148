"""What is different from an earlier report: levels, facts and findings of each post, and posts that came or went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from jdlint.record import Record
from jdlint.scorecard import LEVEL_NUMBERS
from jdlint.web.report.post_data import FindingData, PostData
from jdlint.web.report.stored import Earlier
from jdlint.web.report.words import slug_of

_RANKS = {slug_of(level): level for level in LEVEL_NUMBERS.values()}


class LevelChange(Record):
    """The level of a criterion before and now; ``way`` is 1 for up, -1 for down, 0 where they cannot be compared."""

    criterion: str
    before: str
    now: str

    @property
    def way(self) -> int:
        """Up, down or neither."""
        if self.before not in _RANKS or self.now not in _RANKS:
            return 0
        return 1 if _RANKS[self.now] > _RANKS[self.before] else -1


class PostChange(Record):
    """What is different in a post; ``is_new`` says that the earlier report did not have it."""

    is_new: bool = False
    levels: tuple[LevelChange, ...] = ()
    facts_now: tuple[str, ...] = ()
    facts_lost: tuple[str, ...] = ()
    found: tuple[FindingData, ...] = ()
    gone: tuple[FindingData, ...] = ()

    @property
    def up(self) -> int:
        """How many levels rose."""
        return sum(change.way > 0 for change in self.levels)

    @property
    def down(self) -> int:
        """How many levels fell."""
        return sum(change.way < 0 for change in self.levels)


class Comparison(Record, eq=False):
    """What is different since an earlier report of ``day``: posts by their paths, and the posts that are gone."""

    day: date | None
    has_findings: bool
    posts: Mapping[str, PostChange]
    gone: tuple[PostData, ...]


def compare(earlier: Earlier, posts: Iterable[PostData]) -> Comparison:
    """What is different; posts are the same when their paths are, and findings when rule and words are."""
    now = {post.path: post for post in posts}
    changes = {path: _change(earlier, earlier.posts.get(path), post) for path, post in now.items()}
    gone = tuple(post for path, post in earlier.posts.items() if path not in now)
    different = {path: change for path, change in changes.items() if change != PostChange()}
    return Comparison(earlier.day, earlier.has_findings, different, gone)


def _change(earlier: Earlier, before: PostData | None, now: PostData) -> PostChange:
    if before is None:
        return PostChange(is_new=True)
    levels = tuple(
        LevelChange(name, before.levels[name], level)
        for name, level in now.levels.items()
        if name in before.levels and before.levels[name] != level
    )
    return PostChange(
        False,
        levels,
        tuple(name for name, told in now.facts.items() if told and before.facts.get(name) is False),
        tuple(name for name, told in now.facts.items() if told is False and before.facts.get(name)),
        *((_more(now, before), _more(before, now)) if earlier.has_findings else ()),
    )


def _more(some: PostData, others: PostData) -> tuple[FindingData, ...]:
    """The findings of a post that another one does not have, or not as often; where they stand does not count."""
    left = Counter((finding.rule, finding.words.casefold()) for finding in others.findings)
    more = []
    for finding in some.findings:
        key = (finding.rule, finding.words.casefold())
        left[key] -= 1
        if left[key] < 0:
            more.append(finding)
    return tuple(more)
