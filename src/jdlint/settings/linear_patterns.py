"""Patterns of paths that take no long time, whoever wrote them.

pathspec makes a regular expression of a pattern, and one such as ``*a*a*a*a*b`` would try every way to share out a
long name among the stars.
"""

from __future__ import annotations

import re
import warnings

from pathspec import GitIgnoreSpec
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

_STAR, _ONE = "[^/]*", "[^/]"
_ANY_DEPTH = re.compile(r"\(\?:\.\+/\)\?|\(\?:/\.\+\)\?")
_MOST_DEPTHS = 2


class LinearPattern(GitIgnoreSpecPattern):
    """A pattern as in ``.gitignore``, with at most two ``**``."""

    @classmethod
    def pattern_to_regex(cls, pattern: str) -> tuple[str | None, bool | None]:  # type: ignore[override]
        """The expression of a pattern and whether it takes in; raises ``ValueError`` where it is none."""
        regex, include = super().pattern_to_regex(pattern)
        if regex is None:
            return regex, include
        if len(_ANY_DEPTH.findall(regex)) > _MOST_DEPTHS:
            raise ValueError(f"more than {_MOST_DEPTHS} times '**'")
        first, *rest = regex.split(_STAR)
        return first + "".join(map(_after_star, rest)), include


def compile_linear(lines: tuple[str, ...]) -> GitIgnoreSpec:
    """The patterns as one; raises ``ValueError`` for one that is none."""
    with warnings.catch_warnings():
        # '[[ab]' may mean something else to a Python to come, and is nothing that a user could mend.
        warnings.simplefilter("ignore", FutureWarning)
        # The other engines do not know what makes these linear, and are not installed everywhere.
        return GitIgnoreSpec.from_lines(lines, LinearPattern, backend="simple")


def _after_star(piece: str) -> str:
    """A star with what stands between it and the next one.

    Where both are in the same part of a path, the first place that fits is as good as any, so no other is tried.
    """
    last_of_part = "/" in piece.replace(_ONE, "")
    return f"{_STAR}{piece}" if last_of_part else f"(?>{_STAR}?{piece})"
