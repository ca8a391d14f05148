"""Linted posts: many of them held small, and counted in one pass."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, cast

from jdlint.caching.packed import Packer, pack, unpack
from jdlint.engine import Result
from jdlint.finding import Evidence, Severity
from jdlint.post.source import Source
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.mending import Mended

# So many posts are held as they are, some 20 kB each. Packing and unpacking one takes half a millisecond, which would
# be felt where all results are kept from an earlier run.
WHOLE = 500
_PACKER = Packer()


class LintedPost(Record, eq=False):
    """A post's source and what the rules say of it; where something was put into it, both are of the post after."""

    source: Source
    result: Result
    mended: Mended | None = None

    @property
    def passes(self) -> tuple[Evidence, ...]:
        """The evidence in the order of the post."""
        return tuple(sorted(self.result.passes, key=lambda found: (found.line, found.column, found.rule)))


class Shelf(Collection[LintedPost]):
    """Posts in their order, of which all but the first ``WHOLE`` are packed until they are looked at.

    Each look makes such a post anew, so that no more than one of them need be there at a time.
    """

    def __init__(self, posts: Iterable[LintedPost]) -> None:
        coming = iter(posts)
        self._whole = tuple(islice(coming, WHOLE))
        self._packed = [zlib.compress(pack(_PACKER.node(post)), 1) for post in coming]

    def __len__(self) -> int:
        return len(self._whole) + len(self._packed)

    def __iter__(self) -> Iterator[LintedPost]:
        yield from self._whole
        for data in self._packed:
            yield cast("LintedPost", _PACKER.value(unpack(zlib.decompress(data))))

    def __contains__(self, post: object) -> bool:
        return post in self._whole  # a packed one is made anew, and equals only itself


class Tally(Record):
    """How many findings there are by rule and severity, and how many posts and findings of other kinds.

    ``touched`` are the posts with findings. ``safe`` and ``unsafe`` are findings with a fix of that kind which was not
    tried, and ``mended`` those that were mended or, with ``suppressing``, suppressed.
    """

    findings: Mapping[tuple[str, Severity], int]
    touched: int
    not_evaluated: int
    suppressed: int
    known: int
    unchanged: int
    mended: int
    suppressing: bool
    safe: int
    unsafe: int


def tally(posts: Iterable[LintedPost]) -> Tally:
    """All counts of some posts, each of which is looked at once."""
    findings: Counter[tuple[str, Severity]] = Counter()
    counts: Counter[str] = Counter()
    suppressing = False
    for post in posts:
        result, mended = post.result, post.mended
        findings.update((finding.rule, finding.severity) for finding in result.findings)
        fixes = [finding.fix.safe for finding in result.findings if finding.fix]
        counts["touched"] += bool(result.findings)
        counts["not_evaluated"] += len(result.not_evaluated)
        counts["suppressed"] += len(result.suppressed)
        counts["known"] += len(result.known)
        counts["unchanged"] += len(result.unchanged)
        counts["unsafe"] += fixes.count(False)
        if mended is None:
            counts["safe"] += fixes.count(True)
        else:
            counts["mended"] += mended.findings
            suppressing = suppressing or mended.suppressing
    names = ("touched", "not_evaluated", "suppressed", "known", "unchanged", "mended", "safe", "unsafe")
    return Tally(findings, suppressing=suppressing, **{name: counts[name] for name in names})
