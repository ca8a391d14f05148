"""The rules as they were compiled by an earlier run, as long as no file of theirs and nothing of jdlint has changed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from enum import Enum
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from jdlint.caching.plain import Codec, NotPlainError
from jdlint.caching.store import Store, digest, state_of
from jdlint.errors import RuleError
from jdlint.linter import Linter
from jdlint.phrases.book import PhraseBook, Search
from jdlint.phrases.network import Plain
from jdlint.post.lexicon import Lexicon
from jdlint.record import Record
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.rule_set import RuleSet

Loader = Callable[[Sequence[Path]], tuple[Linter, tuple[RuleError, ...]]]

_KEPT = 8


def load_compiled(rules_dirs: Sequence[Path], cache: Path | None, load: Loader) -> tuple[Linter, tuple[RuleError, ...]]:
    """What ``load`` gives for ``rules_dirs``, kept in the folder ``cache`` for the next time.

    The rules of a kept linter have no examples, and its book takes no further phrases.
    """
    key = None if cache is None else key_of(rules_dirs)
    if cache is None or key is None:
        return load(rules_dirs)
    store = Store(cache, "rules")
    kept = store.read(key)
    if kept is not None and (linter := restored(kept)) is not None:
        return linter, ()
    linter, errors = load(rules_dirs)
    if not errors:
        try:
            text = kept_text(linter)
        except NotPlainError:
            return linter, errors
        if store.write(key, text):
            store.keep_newest(_KEPT)
    return linter, errors


def key_of(rules_dirs: Sequence[Path]) -> str | None:
    """A fingerprint of all that compiled rules hang on, jdlint's own files too; ``None`` when it cannot be told."""
    folders = [shipped_rules(), *rules_dirs]
    try:
        state = state_of([Path(__file__).parent, *folders])
    except OSError:
        return None
    return digest(sys.version.encode(), "\0".join(str(folder) for folder in folders).encode(errors="replace"), state)


def own_codec() -> Codec:
    """A codec for jdlint's own immutable values, as far as their modules are loaded."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("jdlint.")]
    values = {id(value): value for module in modules for value in vars(module).values() if isinstance(value, type)}
    return Codec(value for value in values.values() if issubclass(value, Record | Enum))


def kept_text(linter: Linter) -> str:
    """A linter as lines: one in JSON, then what its searches are made of, which is read when it is needed.

    Raises ``NotPlainError`` when it holds what cannot be kept.
    """
    codec, ruleset, lexicon = own_codec(), linter.ruleset, linter.lexicon
    rules = tuple(replace(rule, good=(), bad=(), known_miss=()) for rule in ruleset.rules)
    searches = [lexicon.book.whole.plain]
    words: dict[str, Any] = {}
    for name, value in _fields_of(lexicon).items():
        if isinstance(value, Search):
            words[name] = len(searches)
            searches.append(value.plain)
        else:
            words[name] = codec.encode(value)
    head = {
        "rules": {name: codec.encode(value) for name, value in _fields_of(replace(ruleset, rules=rules)).items()},
        "lexicon": words,
        "searches": [(plain.rest, len(plain.tree), len(plain.rows), len(plain.by_key)) for plain in searches],
    }
    lines = [json.dumps(head, ensure_ascii=False, separators=(",", ":"))]
    for plain in searches:
        lines += (*plain.tree, *plain.tree.values(), *plain.rows, *plain.by_key, *plain.by_key.values())
    return "\n".join(lines)


def _fields_of(value: RuleSet[Any] | Lexicon) -> dict[str, Any]:
    """What is kept field by field: all but the words of vocabularies, which are in the searches."""
    left_out = ("book", "vocabularies")
    return {field.name: getattr(value, field.name) for field in fields(value) if field.name not in left_out}


def restored(text: str) -> Linter | None:
    """The linter that ``kept_text`` wrote as text; ``None`` where it is of another jdlint."""
    codec = own_codec()
    head, *lines = text.split("\n")
    try:
        kept = json.loads(head)
        found = iter(lines)
        whole, *others = [_plain(found, *search) for search in kept["searches"]]
        book = PhraseBook.restored(whole)
        words: dict[str, Any] = {
            name: Search(partial(others.__getitem__, value - 1)) if type(value) is int else codec.decode(value)
            for name, value in kept["lexicon"].items()
        }
        rules = {name: codec.decode(value) for name, value in kept["rules"].items()}
        return Linter(RuleSet(vocabularies={}, book=book, **rules), Lexicon(book=book, **words))
    except (NotPlainError, TypeError, LookupError, ValueError, RecursionError):
        return None


def _plain(lines: Iterator[str], rest: dict[str, Any], tree: int, rows: int, keys: int) -> Plain:
    def take(count: int) -> list[str]:
        return list(islice(lines, count))

    return Plain(_mapping(take(tree), take(tree)), take(rows), _mapping(take(keys), take(keys)), rest)


def _mapping(keys: list[str], values: list[str]) -> dict[str, str]:
    return dict(zip(keys, values, strict=True))
