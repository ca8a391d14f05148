"""What the rules said of posts in earlier runs, as long as nothing that it hangs on has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from jdlint.caching.plain import Codec, NotPlainError
from jdlint.caching.store import Store, digest
from jdlint.checks.circumstances import Circumstances
from jdlint.engine import Result
from jdlint.finding import Edit, Evidence, Finding, Fix, NotEvaluated, Severity, Span
from jdlint.post.source import Source
from jdlint.ruleset.rule import Rule

_CODEC = Codec((Edit, Evidence, Finding, Fix, NotEvaluated, Result, Severity, Span))


class KeptResults:
    """Results by the post's text and path, the rules, and a fingerprint of all else."""

    def __init__(self, store: Store, fingerprint: str) -> None:
        self._store = store
        self._fingerprint = fingerprint

    def result(self, source: Source, rules: Sequence[Rule], lint: Callable[[], Result]) -> Result:
        """The result of an earlier run, or else that of ``lint``, which is kept."""
        key = self._key(source, rules)
        if (text := self._store.read(key)) is not None and (kept := _restore(text)) is not None:
            return kept
        result = lint()
        self._store.write(key, json.dumps(_CODEC.encode(result), separators=(",", ":")))
        return result

    def _key(self, source: Source, rules: Sequence[Rule]) -> str:
        parts = (self._fingerprint, source.path, " ".join(rule.id for rule in rules), str(source.bom), source.text)
        return digest(*(part.encode("utf-8", "surrogatepass") for part in parts))


def _restore(text: str) -> Result | None:
    try:
        kept = _CODEC.decode(json.loads(text))
    except (NotPlainError, TypeError, LookupError, ValueError, RecursionError):
        return None
    return kept if isinstance(kept, Result) else None


def fingerprint_of(codec: Codec, rules: Sequence[Rule], circumstances: Circumstances, others: str) -> str | None:
    """A fingerprint of what results hang on besides post and path; ``None`` where some of it cannot be told.

    ``circumstances`` have the day of the run: what was found yesterday is not used, as laws and ages go by the day.
    """
    try:
        plain = codec.encode(tuple(replace(rule, good=(), bad=(), known_miss=()) for rule in rules))
        return digest(json.dumps([plain, codec.encode(circumstances), others]).encode())
    except (NotPlainError, TypeError):
        return None
