"""What the rules said of posts in earlier runs, as long as nothing that it hangs on has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jdlint.caching.packed import ERRORS, Packer, pack, unpack
from jdlint.caching.store import Store, digest
from jdlint.engine import Result
from jdlint.post.source import Source
from jdlint.ruleset.rule import Rule

_PACKER = Packer()


class KeptResults:
    """Results by the post's text and path, the rules, and a fingerprint of all else."""

    def __init__(self, store: Store, fingerprint: str) -> None:
        self._store = store
        self._fingerprint = fingerprint

    def result(self, source: Source, rules: Sequence[Rule], lint: Callable[[], Result]) -> Result:
        """The result of an earlier run, or else that of ``lint``, which is kept."""
        key = self._key(source, rules)
        if (data := self._store.read(key)) is not None and (kept := _restore(data)) is not None:
            return kept
        result = lint()
        self._store.write(key, pack(_PACKER.node(result)))
        return result

    def text(self, kind: str, source: Source, rules: Sequence[Rule], others: str, make: Callable[[], str]) -> str:
        """What ``make`` made of a post in an earlier run, or now; ``others`` is what it hangs on besides."""
        key = digest(kind.encode(), self._key(source, rules).encode(), others.encode("utf-8", "surrogatepass"))
        if (kept := self._store.read(key)) is not None:
            return bytes(kept).decode("utf-8", "surrogatepass")
        made = make()
        self._store.write(key, made.encode("utf-8", "surrogatepass"))
        return made

    def _key(self, source: Source, rules: Sequence[Rule]) -> str:
        parts = (self._fingerprint, source.path, " ".join(rule.id for rule in rules), str(source.bom), source.text)
        return digest(*(part.encode("utf-8", "surrogatepass") for part in parts))


def _restore(data: memoryview) -> Result | None:
    try:
        kept = _PACKER.value(unpack(data))
    except ERRORS:
        return None
    return kept if isinstance(kept, Result) else None
