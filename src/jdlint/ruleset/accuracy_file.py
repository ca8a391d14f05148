"""How right the rules were on labelled posts: recorded figures, shown with each rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from jdlint.ruleset.yaml_reader import Reader, read_file, read_mapping

FOLDER = "_accuracy"
FIGURES = ("precision", "recall", "kappa")


@dataclass(frozen=True, slots=True)
class RuleAccuracy:
    """Of a rule's findings, the share that the labels confirm, the share of the labels' that it finds, and Cohen's kappa.

    A figure that is not defined (a rule that never fires has no precision) is ``None``.
    """

    precision: float | None
    recall: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The figures by rule id; ``about`` says which posts they are from and how those were labelled."""

    about: str = ""
    posts: int = 0
    employers: int = 0
    rules: Mapping[str, RuleAccuracy] = field(default_factory=lambda: MappingProxyType({}))


def read_accuracy(rules: Path) -> Accuracy:
    """The recorded figures in a folder of rules; none when it has no file ``_accuracy/measured.yaml``.

    Raises ``RuleError`` at the place of whatever is wrong.
    """
    path = rules / FOLDER / "measured.yaml"
    if not path.is_file():
        return Accuracy()
    reader = read_mapping(read_file(path), str(path))
    figures = reader.mapping("rules")
    accuracy = Accuracy(
        reader.string("about"),
        reader.integer("posts"),
        reader.integer("employers"),
        MappingProxyType({rule: _read_rule(figures.mapping(rule)) for rule in figures.keys()}),  # noqa: SIM118
    )
    reader.finish()
    return accuracy


def _read_rule(reader: Reader) -> RuleAccuracy:
    precision, recall, kappa = (reader.number(name, None) for name in FIGURES)
    return RuleAccuracy(precision, recall, kappa)
