"""Vocabulary files: word lists that phrases refer to by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from jdlint.errors import JdlintError, RuleError
from jdlint.late import expression
from jdlint.phrases.book import PhraseError
from jdlint.phrases.syntax import find_cycle, parse_phrase
from jdlint.record import Record
from jdlint.ruleset.context import phrase_error, phrase_text

if TYPE_CHECKING:
    from jdlint.ruleset.yaml_reader import Reader, Value

_NAME = expression(r"[a-z0-9][a-z0-9_-]*")
_GROUP = expression(r"[a-z0-9][a-z0-9_/-]*")
_REFERENCE = expression(r"\{([^{}/]*)")


class VocabularyFile(Record):
    """A vocabulary: its entries by group, the group ``""`` where it has none."""

    name: str
    reader: Reader
    entries: Mapping[str, tuple[Value, ...]]

    @property
    def values(self) -> tuple[Value, ...]:
        """All entries."""
        return tuple(value for values in self.entries.values() for value in values)

    @property
    def phrases(self) -> dict[str, tuple[str, ...]]:
        """The entries' texts by group."""
        return {group: tuple(value.as_string() for value in values) for group, values in self.entries.items()}


def parse_vocabulary(reader: Reader, name: str) -> VocabularyFile:
    """A vocabulary's file, its shape checked but not yet its phrases."""
    if not _NAME.fullmatch(name):
        raise reader.error(f"'{name}' cannot be a vocabulary's name", hint="use a-z, 0-9 and '-'")
    reader.string("about")
    reader.strings("sources", ())
    value = reader.value("entries")
    entries = _groups(value.as_mapping()) if value.is_mapping else {"": _entries(value)}
    reader.finish()
    return VocabularyFile(name, reader, entries)


def _groups(reader: Reader) -> dict[str, tuple[Value, ...]]:
    groups = reader.keys()
    if not groups:
        raise reader.error("entries: there are no groups")
    for group in groups:
        if not _GROUP.fullmatch(group):
            raise reader.key_error(f"'{group}' cannot be a group's name", group, "use a-z, 0-9, '-' and '/'")
    return {group: _entries(reader.value(group)) for group in groups}


def _entries(value: Value) -> tuple[Value, ...]:
    items = value.as_items()
    if not items:
        raise value.error(f"{value.name}: the list is empty")
    for item in items:
        phrase_text(item)
    return items


def check_phrases(
    file: VocabularyFile, vocabularies: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> JdlintError | None:
    """The first entry that is no phrase or refers to what is not there."""
    for value in file.values:
        try:
            parse_phrase(value.as_string(), vocabularies)
        except PhraseError as problem:
            return phrase_error(value, problem)
    return None


def check_cycles(files: Iterable[VocabularyFile]) -> list[RuleError]:
    """An error for each vocabulary that refers to itself, at the entry that begins the chain."""
    errors: list[RuleError] = []
    left = {file.name: file for file in files}
    while chain := find_cycle({name: file.phrases for name, file in left.items()}):
        message = "vocabularies refer to themselves: " + " -> ".join(chain)
        for value in left.pop(chain[0]).values:
            if chain[1] in _REFERENCE.findall(value.as_string()):
                error = value.error(message)
                errors += [error] if isinstance(error, RuleError) else []
                break
    return errors
