"""The examples that a rule carries: sentences, whole posts or files, with marked places."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from jdlint.errors import JdlintError
from jdlint.finding import Span
from jdlint.post.lexicon import PARTS
from jdlint.record import Record
from jdlint.ruleset.rule import BUILTIN_KIND, LEVELLED_KINDS, LEVELS, Example

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader, Value

OPEN, CLOSE = "⟦", "⟧"
_FORMS = ("text", "post", "file")


class _Setting(Record):
    """What decides how an example is read: the rule's kind, the list it is in, where files start."""

    kind: str
    list_name: str
    root: Path
    context: ParseContext

    @property
    def may_have_level(self) -> bool:
        return self.kind in LEVELLED_KINDS and self.list_name != "good"


def parse_examples(
    rule: Reader, kind: str, root: Path, context: ParseContext
) -> tuple[tuple[Example, ...], tuple[Example, ...], tuple[Example, ...]]:
    """The good and bad examples of a rule and its known misses."""
    optional = kind == BUILTIN_KIND
    reader = rule.mapping("examples", None) if optional else rule.mapping("examples")
    if reader is None:
        return (), (), ()
    good, bad, miss = (
        tuple(_parse_example(value, _Setting(kind, name, root, context)) for value in reader.items(name, ()))
        for name in ("good", "bad", "known-miss")
    )
    reader.finish()
    if not optional:
        _check_enough(reader, kind, good, bad)
    return good, bad, miss


def _check_enough(reader: Reader, kind: str, good: tuple[Example, ...], bad: tuple[Example, ...]) -> None:
    for name, examples in (("good", good), ("bad", bad)):
        if not examples:
            raise reader.error(f"a rule needs at least one {name} example", name)
    if kind == "criterion":
        for level in LEVELS:
            if all(example.level != level for example in bad):
                hint = f"add one with 'level: {level}'"
                raise reader.error(f"no bad example of the level '{level}'", "bad", hint)


def _parse_example(value: Value, setting: _Setting) -> Example:
    if not value.is_mapping:
        text, spans = _parse_marks(value, setting)
        # A criterion's lone sentence says too little; what a whole post never says has no sentence.
        level = "generic" if setting.kind == "criterion" and setting.list_name == "bad" else None
        return Example(value.line, text=text, spans=spans, level=level)
    reader = value.as_mapping()
    given = [form for form in _FORMS if reader.has(form)]
    if len(given) != 1:
        raise reader.error("an example has exactly one of 'text', 'post' and 'file'")
    family = reader.value("family", None)
    content = reader.value(given[0])
    text, spans = _parse_marks(content, setting) if given[0] != "file" else ("", ())
    example = Example(
        value.line,
        text=text if given[0] == "text" else None,
        post=text if given[0] == "post" else None,
        file=_parse_file(content, setting.root) if given[0] == "file" else None,
        part=reader.choice("part", PARTS, None),
        family=setting.context.family(family) if family is not None else None,
        level=_parse_level(reader, setting) if setting.may_have_level else None,
        spans=spans,
        today=_parse_day(reader),
        fixed=_parse_fixed(reader, setting, given[0]),
    )
    reader.finish()
    return example


def _parse_day(reader: Reader) -> date | None:
    text = reader.string("today", None)
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise reader.error(f"today: '{text}' is no day", "today", "write it as '2026-07-01', in quotes") from None


def _parse_fixed(reader: Reader, setting: _Setting, form: str) -> str | None:
    """What the fixes make of a bad example that has its text in the rule's file."""
    if setting.list_name != "bad" or form == "file" or not reader.has("fixed"):
        return None
    return reader.value("fixed").as_string()


def _parse_level(reader: Reader, setting: _Setting) -> str | None:
    if setting.kind == "criterion" and setting.list_name == "bad":
        return reader.choice("level", LEVELS)
    return reader.choice("level", LEVELS, None)


def _parse_file(value: Value, root: Path) -> Path:
    path = PurePosixPath(value.as_string())
    if not path.parts or path.is_absolute() or ".." in path.parts or "\\" in str(path):
        hint = "a path such as 'examples/bad.md', from the folder that holds the rules' folder"
        raise value.error(f"file: '{path}' cannot be an example's file", hint=hint)
    return root / path


def _parse_marks(value: Value, setting: _Setting) -> tuple[str, tuple[Span, ...]]:
    """The text without its marks, and the spans that they enclosed."""
    marked = value.as_string()
    if not marked.replace(OPEN, "").replace(CLOSE, "").strip():
        raise value.error(f"{value.name}: the example is empty")
    text: list[str] = []
    spans: list[Span] = []
    start: int | None = None
    for index, char in enumerate(marked):
        if char not in (OPEN, CLOSE):
            text.append(char)
        elif setting.list_name == "good":
            raise value.error("a good example has no marks, as nothing is found in it", at=index)
        elif (char == OPEN) == (start is not None):
            raise _unpaired(value, char, index)
        elif start is None:
            start = len(text)
        else:
            if start == len(text):
                raise value.error("the marks enclose nothing", at=index)
            spans.append(Span(start, len(text)))
            start = None
    if start is not None:
        raise _unpaired(value, OPEN, marked.rindex(OPEN))
    return "".join(text), tuple(spans)


def _unpaired(value: Value, mark: str, index: int) -> JdlintError:
    return value.error(f"'{mark}' without its partner", hint=f"mark a place as {OPEN}…{CLOSE}", at=index)
