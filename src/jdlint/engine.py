"""Rules applied to a post: findings, passes with their evidence, and what could not be evaluated."""

from __future__ import annotations

from dataclasses import dataclass

from jdlint.finding import Evidence, Finding, NotEvaluated


@dataclass(frozen=True, slots=True)
class Result:
    """What the rules say of one post; ``family`` is the kind of job that it was judged as, if known."""

    path: str
    family: str | None
    findings: tuple[Finding, ...]
    passes: tuple[Evidence, ...]
    not_evaluated: tuple[NotEvaluated, ...]
