"""How right the rules were, and how often they fire, on real posts: recorded figures, shown with each rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType

from jdlint.finding import Severity
from jdlint.record import Record
from jdlint.ruleset.rule import LEVELS
from jdlint.ruleset.yaml_reader import Reader, read_file, read_mapping

FOLDER = "_accuracy"
MEASURED, ALARMS = "measured.yaml", "alarms.yaml"
FIGURES = ("precision", "recall", "kappa")
# What a severity needs, by the design of jdlint: a build is not to fail, nor a warning be read, for nothing.
LEAST_PRECISION = MappingProxyType({Severity.ERROR: 0.95, Severity.WARNING: 0.90, Severity.INFO: 0.0})
# Below this many findings a precision says nothing (editorial).
ENOUGH = 10


class LevelAccuracy(Record):
    """How many findings a level had, and how many of them the labels confirm."""

    findings: int
    right: int

    @property
    def severity(self) -> Severity:
        """The gravest severity that the figures allow; fewer than ``ENOUGH`` findings prove nothing."""
        precision = self.right / self.findings if self.findings >= ENOUGH else 0.0
        return max(severity for severity, least in LEAST_PRECISION.items() if precision >= least)


class RuleAccuracy(Record):
    """Of a rule's findings, the share that the labels confirm, the share of the labels' that it finds, and Cohen's kappa.

    A figure that is not defined (a rule that never fires has no precision) is ``None``. ``levels`` has those of a
    criterion's levels.
    """

    precision: float | None
    recall: float | None
    kappa: float | None
    levels: Mapping[str, LevelAccuracy] = field(default_factory=lambda: MappingProxyType({}))


class RuleAlarms(Record):
    """On how many posts a rule fires, on how many of those in Markdown, and how many of its hits were read and right.

    Hits with the same words around them count once.
    """

    fires: int
    markdown: int
    hits: int
    read: int
    right: int


class Alarms(Record):
    """How often rules fire, by rule id, on ``posts`` posts, of which ``markdown`` are in Markdown."""

    posts: int = 0
    markdown: int = 0
    rules: Mapping[str, RuleAlarms] = field(default_factory=lambda: MappingProxyType({}))


class Accuracy(Record):
    """The figures by rule id; ``about`` says which posts they are from and how those were labelled."""

    about: str = ""
    posts: int = 0
    employers: int = 0
    rules: Mapping[str, RuleAccuracy] = field(default_factory=lambda: MappingProxyType({}))
    alarms: Alarms = field(default_factory=Alarms)


def read_accuracy(rules: Path) -> Accuracy:
    """The recorded figures in a folder of rules, of its files ``_accuracy/measured.yaml`` and ``_accuracy/alarms.yaml``.

    What a file that is not there would hold is empty. Raises ``RuleError`` at the place of whatever is wrong.
    """
    alarms = _read_alarms(rules / FOLDER / ALARMS)
    path = rules / FOLDER / MEASURED
    if not path.is_file():
        return Accuracy(alarms=alarms)
    reader = read_mapping(read_file(path), str(path))
    figures = reader.mapping("rules")
    accuracy = Accuracy(
        reader.string("about"),
        reader.integer("posts"),
        reader.integer("employers"),
        MappingProxyType({rule: _read_rule(figures.mapping(rule)) for rule in figures.keys()}),  # noqa: SIM118
        alarms,
    )
    reader.finish()
    return accuracy


def _read_alarms(path: Path) -> Alarms:
    if not path.is_file():
        return Alarms()
    reader = read_mapping(read_file(path), str(path))
    figures = reader.mapping("rules")
    names = figures.keys()
    alarms = Alarms(
        reader.integer("posts"),
        reader.integer("markdown"),
        MappingProxyType({rule: _read_counts(figures.mapping(rule)) for rule in names}),
    )
    reader.finish()
    return alarms


def _read_counts(reader: Reader) -> RuleAlarms:
    return RuleAlarms(*(reader.integer(name) for name in ("fires", "markdown", "hits", "read", "right")))


def _read_rule(reader: Reader) -> RuleAccuracy:
    precision, recall, kappa = (reader.number(name, None, least=-1) for name in FIGURES)
    levels = {level: _read_level(reader.mapping(level)) for level in LEVELS if reader.has(level)}
    return RuleAccuracy(precision, recall, kappa, MappingProxyType(levels))


def _read_level(reader: Reader) -> LevelAccuracy:
    return LevelAccuracy(reader.integer("findings"), reader.integer("right"))
