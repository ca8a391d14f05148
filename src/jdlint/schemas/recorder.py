"""Values that note what a parser asks of them, and answer so that it goes on.

So a schema is made from the parsers themselves: what they read is never declared twice. Where a parser decides by what it
is given (whether a key is there, which of some choices a text is, whether a value is a list) it is run once for
each answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from jdlint.errors import JdlintError, RuleError
from jdlint.post.source import make_source
from jdlint.ruleset.yaml_reader import REQUIRED, Origin, Reader, Required, Value
from jdlint.schemas.shape import Shape

T = TypeVar("T")
SAMPLE = "sample"
PRESENT, ABSENT = "present", "absent"
# Some keys go together and others exclude each other, so that neither all nor none alone gets through a parser.
_DEPTHS = (99, 2, 0)
MONTH = "2020-01"

_MANY_CHOICES = 8  # of more, parsers are not expected to decide by which it is
_ORIGIN = Origin(make_source("", "a schema"), RuleError)
# What was asked, by the path of the value, and which answers there are, the usual one first.
_Question = tuple[str, str]


@dataclass(slots=True)
class Run:
    """One run of a parser: the answers that are settled, and the questions that came up.

    Keys that may be left out are there down to ``depth``, where nothing else is settled.
    """

    answers: Mapping[_Question, str]
    depth: int
    asked: dict[_Question, tuple[str, ...]] = field(default_factory=dict)
    read: list[tuple[Shape, set[str]]] = field(default_factory=list)

    def ask(self, path: str, question: str, answers: tuple[str, ...]) -> str:
        """The answer of this run; the first where none is settled."""
        self.asked[path, question] = answers
        return self.answers.get((path, question), answers[0])


def record(parse: Callable[[Reader], object]) -> Shape:
    """The shape of what a parser reads, after as many runs as it has ways to go."""
    shape = Shape(types={"object"})
    for depth in _DEPTHS:
        _record(parse, shape, depth)
    return shape


def _record(parse: Callable[[Reader], object], shape: Shape, depth: int) -> None:
    pending: list[dict[_Question, str]] = [{}]
    tried: set[tuple[_Question, str]] = set()
    while pending:
        run = Run(pending.pop(), depth)
        try:
            parse(_reader(shape, run, ""))
        except JdlintError:  # these answers do not go together; what was asked until then counts all the same
            pass
        else:
            _count(run)
        for question, answers in run.asked.items():
            for answer in answers[1:]:
                if (question, answer) not in tried:
                    tried.add((question, answer))
                    pending.append({**run.answers, question: answer})


def _count(run: Run) -> None:
    """Note which keys were needed in a run that went well."""
    for shape, needed in run.read:
        shape.reads += 1
        shape.needed.update(needed)


def _reader(shape: Shape, run: Run, path: str) -> _Reader:
    return _Reader(_ORIGIN, 0, {}, {}, path, True, shape=shape, run=run)


@dataclass(slots=True, eq=False)
class _Reader(Reader):
    """Keys with values, of which all that are asked for are there."""

    shape: Shape = field(kw_only=True)
    run: Run = field(kw_only=True)
    needed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.run.read.append((self.shape, self.needed))

    def keys(self) -> tuple[str, ...]:
        self.shape.free_key()
        return (SAMPLE,)

    def has(self, key: str) -> bool:
        self.shape.key(key)
        usual = self.name.count(".") < self.run.depth
        answers = (PRESENT, ABSENT) if usual else (ABSENT, PRESENT)
        return self.run.ask(f"{self.name}.{key}", "is it there", answers) == PRESENT

    def value(self, key: str, default: T | Required = REQUIRED) -> Value | T:
        if isinstance(default, Required):
            asked = (f"{self.name}.{key}", "is it there") in self.run.asked
            if not asked:
                self.needed.add(key)
        elif not self.has(key):
            return default
        free = self.shape.any_key is not None and key == SAMPLE
        shape = self.shape.free_key() if free else self.shape.key(key)
        return _value(shape, self.run, f"{self.name}.{key}", key)

    def key_error(self, message: str, key: str, hint: str | None = None) -> JdlintError:  # noqa: ARG002 - as it is called
        return self.origin.error(message, 0, hint)

    def finish(self) -> None:
        """Nothing is left over."""


def _value(shape: Shape, run: Run, path: str, name: str) -> _Value:
    return _Value(_ORIGIN, name, "string", SAMPLE, 0, 0, shape=shape, run=run, path_=path)


@dataclass(frozen=True, slots=True, eq=False)
class _Value(Value):
    """A value that is whatever it is asked to be."""

    shape: Shape = field(kw_only=True)
    run: Run = field(kw_only=True)
    path_: str = field(kw_only=True)

    @property
    def is_string(self) -> bool:
        return not self.is_mapping and not self.is_list

    @property
    def is_mapping(self) -> bool:
        return self._is("keys with values")

    @property
    def is_list(self) -> bool:
        return not self.run.answers.get((self.path_, "is it keys with values")) and self._is("a list")

    def as_string(self) -> str:
        self.shape.types.add("string")
        return self.run.ask(self.path_, "what text is it", (SAMPLE, MONTH))

    def as_integer(self, least: float = -math.inf, most: float = math.inf) -> int:
        self.shape.add_numbers("integer", least, most)
        return 1

    def as_number(self, least: float = -math.inf, most: float = math.inf) -> float:
        self.shape.add_numbers("number", least, most)
        return 1.0

    def as_boolean(self) -> bool:
        self.shape.types.add("boolean")
        return self._is("true")

    def as_items(self) -> tuple[Value, ...]:
        shape = self.shape.items()
        return tuple(_value(shape, self.run, f"{self.path_}[{index}]", self.name) for index in range(2))

    def as_mapping(self) -> Reader:
        self.shape.types.add("object")
        return _reader(self.shape, self.run, self.path_)

    def as_choice(self, choices: Collection[str]) -> str:
        self.shape.choices |= dict.fromkeys(choices)
        known = tuple(choices)
        return self.run.ask(self.path_, "which is it", known) if len(known) <= _MANY_CHOICES else known[0]

    def error(self, message: str, *, hint: str | None = None, at: int = 0) -> JdlintError:  # noqa: ARG002 - as it is called
        return self.origin.error(message, 0, hint)

    def _is(self, what: str) -> bool:
        return self.run.ask(self.path_, f"is it {what}", ("no", "yes")) == "yes"
