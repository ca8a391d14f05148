"""The engine's own findings: about a file that cannot be judged, or not wholly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from jdlint.checks.judgement import Match
from jdlint.post.post import Post


def _not_a_job_post(post: Post) -> tuple[Match, ...]:
    return () if post.is_job_post else (Match(post.anchor, whole=True),)


def _language_not_supported(post: Post) -> tuple[Match, ...]:
    return () if post.is_english else (Match(post.anchor, whole=True),)


def _front_matter_broken(post: Post) -> tuple[Match, ...]:
    front_matter = post.document.front_matter
    if front_matter is None or front_matter.problem is None:
        return ()
    return (Match(front_matter.problem_span or front_matter.span, values={"match": front_matter.problem}),)


def _text_not_read(post: Post) -> tuple[Match, ...]:
    return tuple(Match(span) for span in post.document.too_deep)


BUILTINS: Mapping[str, Callable[[Post], tuple[Match, ...]]] = MappingProxyType(
    {
        "not-a-job-post": _not_a_job_post,
        "language-not-supported": _language_not_supported,
        "front-matter-broken": _front_matter_broken,
        "text-not-read": _text_not_read,
    }
)
