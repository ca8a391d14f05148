"""The JSON Schema of rule files, made from the parsers that read them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jdlint.checks import CHECKS
from jdlint.phrases.book import PhraseBook
from jdlint.ruleset.context import KindParser, ParseContext
from jdlint.ruleset.rule_file import Place, parse_rule
from jdlint.schemas.recorder import MONTH, SAMPLE, record
from jdlint.schemas.shape import Shape
from jdlint.schemas.sharing import DRAFT, share
from jdlint.settings.value_types import Schema

if TYPE_CHECKING:
    from jdlint.ruleset.yaml_reader import Reader

_VOCABULARIES = {SAMPLE: {"": ("word",), SAMPLE: ("word",)}, MONTH: {MONTH: ("word",)}}
_PLACE = Place(Path(f"{SAMPLE}.yaml"), "custom", Path(), shipped=False)


class _AnyPhrase(PhraseBook):
    """A book that takes every phrase, whatever vocabularies it refers to."""

    def add(self, text: str) -> int:  # noqa: ARG002 - as it is called
        """The number of a phrase."""
        return 0


class _NoKeys:
    """A kind without keys of its own, in place of one whose keys are recorded apart."""

    def parse(self, reader: Reader, context: ParseContext) -> None:
        """Read nothing."""


def rule_schema() -> Schema:
    """The schema of a rule file of any kind."""
    schema = {
        "$schema": DRAFT,
        "title": "A rule of jdlint",
        "type": "object",
        "required": ["id", "kind"],
        "properties": {"kind": {"enum": list(CHECKS)}},
        "allOf": [
            {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": kind_schema(kind, check)}
            for kind, check in CHECKS.items()
        ],
    }
    return share(schema)


def kind_schema(kind: str, check: KindParser) -> Schema:
    """The schema of a rule file of one kind: the keys of all rules, and those of the kind."""
    common = record(lambda reader: parse_rule(reader, _PLACE, {kind: _NoKeys()}, _context()))
    joined = _joined(common, kind_shape(check))
    joined.keys["kind"] = Shape(choices={kind: None})
    return joined.object_schema()


def kind_shape(check: KindParser) -> Shape:
    """The shape of the keys of a kind alone."""
    return record(lambda reader: check.parse(reader, _context()))


def _context() -> ParseContext:
    return ParseContext(_AnyPhrase(_VOCABULARIES), _VOCABULARIES)


def _joined(common: Shape, own: Shape) -> Shape:
    joined = Shape({"object"}, keys={**common.keys, **own.keys}, reads=1)
    for shape in (common, own):
        joined.needed.update(name for name in shape.keys if shape.reads and shape.needed[name] == shape.reads)
    return joined
