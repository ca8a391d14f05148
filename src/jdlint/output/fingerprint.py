"""What tells a finding from all others, however much the lines around it move."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from jdlint.finding import Finding
from jdlint.linted import LintedPost
from jdlint.output.paths import repository_path
from jdlint.post.source import Source


def fingerprints(post: LintedPost) -> tuple[str, ...]:
    """A hexadecimal fingerprint for each finding of a post, in their order; no two are equal.

    It is made from the rule, the path, the words that the finding is about (blanks and capitals apart), and
    the count of equal ones before it: never from a line number. What is said of the post as a whole has no words.
    """
    seen: Counter[str] = Counter()
    made = []
    for finding in post.result.findings:
        key = "\0".join((finding.rule, repository_path(post.source.path), _words(finding, post.source)))
        made.append(sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogateescape")).hexdigest())
        seen[key] += 1
    return tuple(made)


def _words(finding: Finding, source: Source) -> str:
    if finding.whole:
        return ""
    return source.words(finding.span).casefold()
