"""The rules as they were compiled by an earlier run, as long as no file of theirs and nothing of jdlint has changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

from jdlint.caching.packed import ERRORS, NotPackableError, Packer, pack, unpack
from jdlint.caching.store import Store, state_of
from jdlint.errors import RuleError
from jdlint.linter import Linter, tuned
from jdlint.phrases.book import PhraseBook, Search
from jdlint.phrases.network import Plain
from jdlint.post.lexicon import Lexicon
from jdlint.record import Record
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.rule import Rule
from jdlint.ruleset.rule_set import RuleSet
from jdlint.settings.settings import Settings

Loader = Callable[[Sequence[Path]], tuple[Linter, tuple[RuleError, ...]]]

_KEPT = 8
_EXAMPLES = ("good", "bad", "known_miss")


class Origin(Record):
    """What compiled rules hang on: their folders and the settings that change rules; the ``state`` of all files, too."""

    what: str
    state: bytes

    @property
    def key(self) -> str:
        """What they are kept under, beside those of other folders and settings."""
        return f"{crc32(self.what.encode(errors='replace')):08x}"


def origin_of(settings: Settings, more: Sequence[Path] = ()) -> Origin | None:
    """What the rules of a run hang on now, with ``more`` folders of them; ``None`` when it cannot be told."""
    folders = [shipped_rules(), *settings.rules_dir, *more]
    own = Path(__file__).parent
    try:
        state = state_of([own, *folders])
    except OSError:
        return None
    what = repr((sys.version, str(own), [str(folder) for folder in folders], tuning_of(settings)))
    return Origin(what, what.encode("utf-8", "surrogatepass") + state)


def tuning_of(settings: Settings) -> tuple[object, ...]:
    """What the settings say of single rules; a severity counts otherwise when a profile sets it."""
    options: object = ()
    if settings.options:
        from jdlint.settings.shown import content_of  # noqa: PLC0415 - few runs have options

        options = {
            rule: {key: content_of(value) for key, value in own.items()} for rule, own in settings.options.items()
        }
    shipped = sorted(
        address for address, place in settings.places.items() if place.shipped and address[0] == "severity"
    )
    return dict(settings.severity), shipped, options


def load_compiled(
    settings: Settings, cache: Path | None, load: Loader, *, origin: Origin | None = None, whole: bool = False
) -> tuple[Linter, tuple[RuleError, ...]]:
    """What ``load`` gives for the rules of some settings, as these want them; errors for files that cannot be used.

    It is kept in the folder ``cache`` for the next time; ``origin`` is what it hangs on, where that is known already.
    The rules of a kept linter have no examples and no vocabularies, unless they are wanted ``whole``, and its book takes no further phrases.
    Raises ``ConfigError`` where the rules cannot be as the settings want them.
    """
    origin = origin or (origin_of(settings) if cache is not None else None)
    if cache is None or origin is None:
        return _load(settings, load)
    store = Store(cache, "rules")
    kept = store.read(origin.key, origin.state)
    if kept is not None and (linter := restored(kept, whole=whole)) is not None:
        return linter, ()
    linter, errors = _load(settings, load)
    if not errors:
        try:
            data = kept_data(linter)
        except NotPackableError:
            return linter, errors
        if store.write(origin.key, data, origin.state):
            store.keep_newest(_KEPT)
    return linter, errors


def _load(settings: Settings, load: Loader) -> tuple[Linter, tuple[RuleError, ...]]:
    linter, errors = load(settings.rules_dir)
    return (linter, errors) if errors else (tuned(linter, settings), ())


def kept_data(linter: Linter) -> bytes:
    """A linter as bytes; raises ``NotPackableError`` when it holds what cannot be kept.

    The laws are there once, though many rules refer to them. Examples and what searches are made of are bytes
    themselves, which are unpacked when they are needed.
    """
    ruleset, lexicon = linter.ruleset, linter.lexicon
    packer = Packer((ruleset.jurisdictions,))
    searches = [lexicon.book.whole.plain]
    words: list[Any] = []
    for name in _WORDS:
        value = getattr(lexicon, name)
        if isinstance(value, Search):
            words.append(len(searches))
            searches.append(value.plain)
        else:
            words.append(packer.node(value))
    rules = tuple(tuple(getattr(rule, name) for name in _SHORT) for rule in ruleset.rules)
    examples = tuple(tuple(getattr(rule, name) for name in _EXAMPLES) for rule in ruleset.rules)
    return pack(
        (
            Packer().node(ruleset.jurisdictions),
            packer.node(rules),
            pack((packer.node(examples), ruleset.vocabularies)),
            packer.node(ruleset.families),
            tuple(words),
            tuple(map(tuple, searches)),
        )
    )


_SHORT = tuple(name for name in Rule.__fields__ if name not in _EXAMPLES)
_FIRST = Rule.__fields__.index(_EXAMPLES[0])
_WORDS = tuple(name for name in Lexicon.__fields__ if name != "book")


def restored(data: bytes | memoryview, *, whole: bool = False) -> Linter | None:
    """The linter that ``kept_data`` made bytes of; ``None`` where they are of another jdlint."""
    try:
        laws, short, pages, families, words, searches = unpack(data)
        jurisdictions = Packer().value(laws)
        packer = Packer((jurisdictions,))
        first, *others = [Plain(*parts) for parts in searches]
        book = PhraseBook.restored(first)
        lexicon: dict[str, Any] = {
            name: Search(partial(others.__getitem__, value - 1)) if type(value) is int else packer.value(value)
            for name, value in zip(_WORDS, words, strict=True)
        }
        rules = packer.value(short)
        packed, vocabularies = unpack(pages) if whole else (None, {})
        examples = packer.value(packed) if whole else [((), (), ())] * len(rules)
        made = tuple(
            Rule(*values[:_FIRST], *own, *values[_FIRST:]) for values, own in zip(rules, examples, strict=True)
        )
        return Linter(
            RuleSet(made, vocabularies, packer.value(families), book, jurisdictions), Lexicon(book=book, **lexicon)
        )
    except ERRORS:
        return None
