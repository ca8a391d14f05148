"""Kind ``front_matter``: whether the data before a post's body are what programs can read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.front_salary import salary_problems
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.owed import JURISDICTION_KEYS, jurisdictions_of
from jdlint.finding import Span
from jdlint.late import expression
from jdlint.phrases.tokens import fold
from jdlint.post.document import FrontMatterValue, plain_key
from jdlint.post.post import Post
from jdlint.post.publication import marked_state
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

_ISO = expression(r"\d{4}-\d\d-\d\d(?:[T ].*)?")
_MOST_WORDS = 6


class FrontMatterOptions(Record, eq=False):
    """``check`` is what is looked at, ``keys`` (letters and digits only) the keys that it is about.

    ``required`` and ``types`` are by the key as it is to be written; ``known`` has the ways to write each value of
    a fixed set; ``codes`` are those of the table of jurisdictions.
    """

    check: str
    keys: frozenset[str]
    required: tuple[str, ...]
    types: Mapping[str, str]
    known: Mapping[str, tuple[str, ...]]
    codes: frozenset[str]


class FrontMatterCheck:
    """Looks at the values of single keys; a post without front matter has none, and lacks what is required."""

    settable = ("required", "types", "keys")

    def parse(self, reader: Reader, context: ParseContext) -> FrontMatterOptions:
        """``check``, with ``keys``, with ``required`` and ``types``, or with ``known``, as the check needs it."""
        check = reader.choice("check", tuple(_CHECKS))
        schema, by_keys = check == "schema", check in _BY_KEYS
        types = reader.mapping("types", None) if schema else None
        known = reader.mapping("known") if check == "one-of" else None
        return FrontMatterOptions(
            check,
            frozenset(map(plain_key, reader.strings("keys"))) if by_keys else frozenset(),
            reader.strings("required", ()) if schema else (),
            {key: types.choice(key, tuple(_TYPES)) for key in types.keys()} if types else {},  # noqa: SIM118 - no mapping
            {key: known.strings(key) for key in known.keys()} if known else {},  # noqa: SIM118 - as above
            frozenset(context.jurisdictions),
        )

    def judge(self, options: object, post: Post, circumstances: Circumstances) -> Judgement:
        """A match for each value that is not as it should be.

        ``{names}`` is the key, or the values that there are; ``{replacement}`` what is wrong, or the day of the run.
        """
        assert isinstance(options, FrontMatterOptions)
        front_matter = post.document.front_matter
        if front_matter is not None and front_matter.problem is not None:
            return Judgement(not_evaluated="the front matter cannot be read")
        return Judgement(tuple(_CHECKS[options.check](post, options, circumstances.today)))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        del options
        return "facts"


def _schema(post: Post, options: FrontMatterOptions, _: date) -> Iterator[Match]:
    front_matter = post.document.front_matter
    values = front_matter.values if front_matter else {}
    present = {plain_key(key) for key, entry in values.items() if entry.value not in (None, "", [], {})}
    start = front_matter.span.start if front_matter else 0
    place = Span(start, start + len("---")) if front_matter else post.anchor
    for key in options.required:
        if plain_key(key) not in present:
            yield Match(place, values={"names": key, "replacement": "is missing"})
    types = {plain_key(key): name for key, name in options.types.items()}
    for key, entry in values.items():
        name = types.get(plain_key(key))
        if name is not None and entry.value is not None and not _TYPES[name](entry):
            yield Match(entry.span, values={"names": key, "replacement": f"should be {_ARTICLES[name]}"})


def _dates(post: Post, options: FrontMatterOptions, _: date) -> Iterator[Match]:
    for key, entry in _entries(post, options):
        if not _is_date(entry) and _may_be_date(entry.value):
            yield Match(entry.span, values={"names": key})


def _past(post: Post, options: FrontMatterOptions, today: date) -> Iterator[Match]:
    if marked_state(post.document.front_matter) != "closed":
        for key, entry in _entries(post, options):
            if entry.day is not None and entry.day < today:
                yield Match(entry.span, values={"names": key, "replacement": today.isoformat()})


def _one_of(post: Post, options: FrontMatterOptions, _: date) -> Iterator[Match]:
    ways = tuple(f" {_words(way)} " for name, listed in options.known.items() for way in (name, *listed))
    for _key, entry in _entries(post, options):
        for value in entry.value if isinstance(entry.value, list) else [entry.value]:
            text = f" {_words(str(value))} "
            if value not in (None, "") and not any(way in text for way in ways):
                yield Match(entry.span, values={"match": str(value), "names": ", ".join(options.known)})


def _salary(post: Post, options: FrontMatterOptions, _: date) -> Iterator[Match]:
    beside = {plain_key(key): entry.value for key, entry in _all(post)}
    for key, entry in _entries(post, options):
        for problem in salary_problems(entry.value, beside):
            yield Match(entry.span, values={"names": key, "replacement": problem})


def _jurisdictions(post: Post, options: FrontMatterOptions, _: date) -> Iterator[Match]:
    unknown = [code for code in jurisdictions_of(post) if code not in options.codes]
    for code in unknown:
        for entry in post.document.front_values(JURISDICTION_KEYS):
            yield Match(entry.span, values={"match": code})


def _is_date(entry: FrontMatterValue) -> bool:
    return isinstance(entry.value, date) or (_ISO.fullmatch(str(entry.value)) is not None and entry.day is not None)


_CHECKS: Mapping[str, Callable[[Post, FrontMatterOptions, date], Iterator[Match]]] = MappingProxyType(
    {
        "schema": _schema,
        "date": _dates,
        "past": _past,
        "one-of": _one_of,
        "salary": _salary,
        "jurisdictions": _jurisdictions,
    }
)
_BY_KEYS = ("date", "past", "one-of", "salary")
_TYPES: Mapping[str, Callable[[FrontMatterValue], bool]] = MappingProxyType(
    {
        "text": lambda entry: isinstance(entry.value, str),
        "number": lambda entry: isinstance(entry.value, int | float) and not isinstance(entry.value, bool),
        "boolean": lambda entry: isinstance(entry.value, bool),
        "date": _is_date,
        "list": lambda entry: isinstance(entry.value, list),
        "mapping": lambda entry: isinstance(entry.value, dict),
        "link": lambda entry: re.fullmatch(r"(?:https?://|mailto:)\S+", str(entry.value)) is not None,
    }
)
_ARTICLES = {
    "text": "text",
    "number": "a number",
    "boolean": "true or false",
    "date": "a day such as 2026-07-01",
    "list": "a list",
    "mapping": "keys with values",
    "link": "a link with https://",
}


def _all(post: Post) -> Iterator[tuple[str, FrontMatterValue]]:
    front_matter = post.document.front_matter
    yield from front_matter.values.items() if front_matter else ()


def _entries(post: Post, options: FrontMatterOptions) -> Iterator[tuple[str, FrontMatterValue]]:
    return ((key, entry) for key, entry in _all(post) if plain_key(key) in options.keys)


def _may_be_date(value: object) -> bool:
    """Whether a value means a day; "until filled" and a sentence do not."""
    return isinstance(value, str | int) and any(map(str.isdigit, str(value))) and len(str(value).split()) <= _MOST_WORDS


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))
