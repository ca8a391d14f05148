"""What the parser of a kind's own keys may ask for: phrases, vocabularies, parts and families."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from typing import Protocol, TypeVar

from jdlint.errors import JdlintError, did_you_mean
from jdlint.phrases.book import PhraseBook, PhraseError
from jdlint.post.lexicon import PARTS
from jdlint.record import Record
from jdlint.ruleset.jurisdiction_file import Jurisdiction
from jdlint.ruleset.yaml_reader import REQUIRED, Reader, Required, Value

T = TypeVar("T")
MAX_PHRASE = 300


class ParseContext(Record):
    """What keys may refer to; ``families`` is empty where the rule set has no family files.

    ``rules`` are the ids of the rules whose files there are; empty where they do not matter. ``jurisdictions`` is the table of laws by
    code.
    """

    book: PhraseBook
    vocabularies: Mapping[str, Mapping[str, Sequence[str]]]
    families: Collection[str] = ()
    rules: Collection[str] = ()
    jurisdictions: Mapping[str, Jurisdiction] = field(default_factory=dict)

    def phrase(self, value: Value) -> int:
        """The number, in the phrase book, of the phrase that a value is."""
        text = phrase_text(value)
        try:
            return self.book.add(text)
        except PhraseError as problem:
            raise phrase_error(value, problem) from None

    def phrases(
        self, reader: Reader, key: str, default: T | Required = REQUIRED, *, single_ok: bool = False
    ) -> tuple[int, ...] | T:
        """The numbers of a list of phrases; an empty list is an error."""
        if not isinstance(default, Required) and not reader.has(key):
            return default
        values = reader.items(key, single_ok=single_ok)
        if not values:
            raise reader.error(f"{key}: the list is empty", key)
        return tuple(self.phrase(value) for value in values)

    def key_phrase(self, reader: Reader, key: str) -> int:
        """The number of the phrase that is a key of a mapping."""
        try:
            return self.book.add(key)
        except PhraseError as problem:
            raise reader.key_error(problem.message, key, problem.hint) from None

    def vocabulary(self, value: Value) -> str:
        """The name (``tools`` or ``tools/cloud``) of a vocabulary that there is."""
        text = value.as_string()
        name, slash, group = text.partition("/")
        if name not in self.vocabularies:
            hint = did_you_mean(name, self.vocabularies, _one_of(self.vocabularies))
            raise value.error(f"no vocabulary '{name}'", hint=hint)
        if slash and group not in self.vocabularies[name]:
            hint = did_you_mean(group, self.vocabularies[name], _one_of(self.vocabularies[name]))
            raise value.error(f"no group '{group}' in the vocabulary '{name}'", hint=hint)
        return text

    def parts(self, reader: Reader, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of parts of a post."""
        return tuple(value.as_choice(PARTS) for value in reader.items(key, ())) or default

    def family(self, value: Value) -> str:
        """The name of a family of jobs."""
        return value.as_choice(self.families) if self.families else value.as_string()

    def rule(self, value: Value) -> str:
        """The id of a rule that there is."""
        rule_id = value.as_string()
        if self._lacks(rule_id):
            raise value.error(f"there is no rule '{rule_id}'", hint=self._meant(rule_id))
        return rule_id

    def key_rule(self, reader: Reader, key: str) -> str:
        """The id of a rule that is a key of a mapping."""
        if self._lacks(key):
            raise reader.key_error(f"there is no rule '{key}'", key, self._meant(key))
        return key

    def _lacks(self, rule_id: str) -> bool:
        return bool(self.rules) and rule_id not in self.rules

    def _meant(self, rule_id: str) -> str | None:
        return did_you_mean(rule_id, self.rules, "'jdlint rules' lists them all")


class KindParser(Protocol):
    """Reads a kind's own keys from a rule's file; keys that it leaves are reported as unknown."""

    def parse(self, reader: Reader, context: ParseContext) -> object:
        """The options of a rule; raises what ``reader`` and ``context`` raise."""


def phrase_text(value: Value) -> str:
    """The text of a phrase; an error where it is too long or YAML has cut it at a ``#``."""
    text = value.as_string()
    if len(text) > MAX_PHRASE:
        hint = "write several phrases, or a vocabulary"
        raise value.error(f"a phrase has at most {MAX_PHRASE} characters", hint=hint)
    if value.plain and value.origin.source.text.startswith(" #", value.end):
        hint = "put the phrase in quotes, or two blanks before a comment"
        raise value.error("YAML reads what follows ' #' as a comment", hint=hint, at=len(text) - 1)
    return text


def phrase_error(value: Value, problem: PhraseError) -> JdlintError:
    """The error at the place of a phrase, or of what is wrong within it."""
    return value.error(problem.message, hint=problem.hint, at=problem.offset)


def _one_of(names: Collection[str]) -> str | None:
    return "one of: " + ", ".join(name for name in names if name) if any(names) else None
