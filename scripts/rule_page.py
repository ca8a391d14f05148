"""The page of a rule on the site, in a fixed shape.

All that it says comes from the rule's file and from the recorded figures, by the same functions as ``jdlint rule``.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jdlint.checks import CHECKS
from jdlint.explain import about_example, about_laws, default_text, how_often, how_right, laws, marked_text
from jdlint.finding import Severity
from jdlint.output.look import ADDRESS, address_uri
from jdlint.ruleset.example_file import CLOSE, OPEN
from jdlint.ruleset.rule import Example, Rule
from rule_shelf import Shelf

# The headings of each rule's page, in this order.
SHAPE = (
    "What it says",
    "The question",
    "Why",
    "Bad",
    "Good",
    "How right it is",
    "How often it fires",
    "Settings",
    "Fix",
    "Leaving it out",
    "Sources",
)
_BLOCK_MARKS = ("- ", "* ", "+ ", "#", "|", ">", f"{OPEN}- ")
# What Markdown would read otherwise, anywhere and at the start of a paragraph.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>&#|~$]|^[-+=:](?=\s)|(?<=^\d)[.)](?=\s))")
_CODE = re.compile(r"`([^`\n]+)`")


def plain(text: str) -> str:
    """The text for Markdown, so that it reads as it is; addresses of pages become links, and `code` stays code."""
    text = " ".join(text.split())
    parts = []
    for index, part in enumerate(_CODE.split(text)):
        parts.append(f"`{part}`" if index % 2 else _with_links(part))
    return "".join(parts)


def _with_links(text: str) -> str:
    made, end = [], 0
    for match in ADDRESS.finditer(text):
        made += [_escape(text[end : match.start()]), f"[{_escape(match[0])}]({address_uri(match[0])})"]
        end = match.end()
    return "".join((*made, _escape(text[end:])))


def _escape(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)


def rule_page(rule: Rule, shelf: Shelf) -> str:
    """The page of a rule, in MyST Markdown."""
    sections: Mapping[str, Iterable[str]] = {
        "What it says": _messages(rule),
        "The question": [f"> {plain(rule.ask)}" if rule.ask else "It asks nothing: it says what to change."],
        "Why": [plain(paragraph) for paragraph in rule.why.split("\n\n")],
        "Bad": [*_examples(rule.bad, "bad"), *_misses(rule)],
        "Good": _examples(rule.good, "good"),
        "How right it is": [*map(plain, how_right(rule, shelf.accuracy)), _MEASURING],
        "How often it fires": [*map(plain, how_often(rule, shelf.accuracy))] or ["Nobody has counted."],
        "Settings": _settings(rule, shelf),
        "Fix": _fix(rule),
        "Leaving it out": _suppression(rule),
        "Sources": _sources(rule, shelf.statements.get(rule.id, ())),
    }
    where = f"[All rules](index.md) › [{rule.category}](category/{rule.category}.md)"
    lines = [where, f"# {rule.id}", f"**{plain(rule.title)}**", _facts(rule, shelf)]
    for title in SHAPE:
        lines += [f"## {title}", *sections[title]]
        if title == "How often it fires" and rule.law:
            lines += ["## Laws", plain(about_laws(rule)), "\n".join(f"- {plain(law)}" for law in laws(rule))]
    return "\n\n".join(lines) + "\n"


_MEASURING = "[Accuracy](../accuracy.md) and [alarms](../alarms.md) tell how this is measured."


def _facts(rule: Rule, shelf: Shelf) -> str:
    families = ", ".join(f"`{family}`" for family in rule.families) if not rule.applies_to_any_family else "any"
    rows = {
        "category": f"[{rule.category}](category/{rule.category}.md)",
        "severity": severity_marks(rule),
        "families": families,
        "kind": f"[{rule.kind}](../writing-rules.md#{rule.kind})" if rule.kind in CHECKS else rule.kind,
        "on": default_text(rule) or f"by default, from profile `{shelf.profiles[rule.id]}`",
        "fix": "yes" if rule.fixable else "no",
        "since": rule.since or "–",
    }
    return "\n".join(("| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())))


def severity_marks(rule: Rule) -> str:
    """How grave its findings are, by level where it has levels, with the shapes of the common look."""
    return ", ".join(
        f"{level}: {_mark(severity)}" if level else _mark(severity) for level, severity in rule.severity.items()
    )


def _mark(severity: Severity | None) -> str:
    if severity is None:
        return "off"
    return f'<span class="severity" data-severity="{severity.label}">{severity.label}</span>'


def _messages(rule: Rule) -> Iterator[str]:
    if not rule.message:
        yield "The message tells what was found in the file."
    yield "\n".join(
        f"- {level}: {plain(text)}" if level else f"- {plain(text)}" for level, text in rule.message.items()
    )


def _examples(examples: Sequence[Example], mood: str) -> Iterator[str]:
    if not examples:
        yield "None here: the rule is about files and comments, and has tests of its own."
    for example in examples:
        about = about_example(example)
        caption = f"<figcaption>{html.escape(about)}</figcaption>\n" if about else ""
        fixed = (
            f"<figcaption>after <code>--fix</code></figcaption>\n\n{_body(example.fixed)}\n\n" if example.fixed else ""
        )
        yield f'<figure class="example {mood}">\n\n{_body(marked_text(example))}\n\n{caption}{fixed}</figure>'


def _body(text: str) -> str:
    """A sentence as a paragraph, more than one line as they stand; ``<mark>`` is around what is found."""
    text = text.strip("\n")
    if "\n" in text or text.lstrip().startswith(_BLOCK_MARKS):
        return f"<pre>{_marked(html.escape(text))}</pre>"
    return _marked(_escape(text))


def _marked(text: str) -> str:
    return text.replace(OPEN, "<mark>").replace(CLOSE, "</mark>")


def _misses(rule: Rule) -> Iterator[str]:
    if rule.known_miss:
        yield "Known misses, at which the rule is silent today:"
        yield from _examples(rule.known_miss, "miss")


def _settings(rule: Rule, shelf: Shelf) -> Iterator[str]:
    if default_text(rule) is None:
        yield f"`ignore: [{rule.id}]` in [the settings](../configuration.md) leaves it out. To change it:"
    else:
        yield f"`extend-select: [{rule.id}]` in [the settings](../configuration.md) turns it on. To change it:"
    options = shelf.options[rule.id]
    lines = ["# .jdlint.yaml", "severity:", f"  {rule.id}: {_other_severity(rule)}"]
    values = [f"    {key}: {json.dumps(value)}" for key, value in options.items() if value is not None]
    lines += ["options:", f"  {rule.id}:", *values] if values else []
    yield "```yaml\n" + "\n".join(lines) + "\n```"
    if options:
        rows = (f"| `{key}` | {_value(value)} |" for key, value in options.items())
        yield "\n".join(("| option | unless set |", "|---|---|", *rows))
        yield f"[The kind `{rule.kind}`](../writing-rules.md#{rule.kind}) tells what each option means."
    else:
        yield "It has no options besides."


def _other_severity(rule: Rule) -> str:
    """A severity that it does not have, as the settings write it."""
    level, severity = next((level, severity) for level, severity in rule.severity.items() if severity)
    other = Severity.INFO if severity is Severity.WARNING else Severity.WARNING
    return f"{{{level}: {other.label}}}" if level else other.label


def _value(value: object) -> str:
    return "not set" if value is None else f"`{json.dumps(value)}`"


def _fix(rule: Rule) -> Iterator[str]:
    if rule.fixable:
        yield "[`jdlint --fix`](../fixes.md) mends what can be mended of what it finds; see the examples."
    else:
        yield "Only somebody who knows the job can mend it: `--fix` leaves it alone."


def _suppression(rule: Rule) -> Iterator[str]:
    yield f"```markdown\n<!-- jdlint-disable-next-line {rule.id} -- the reason -->\n```"
    yield "[Leaving findings out](../suppression.md) has the other ways: for a block, a file, by a baseline."


def _sources(rule: Rule, statements: Sequence[tuple[int, str]]) -> Iterator[str]:
    if rule.sources:
        yield "\n".join(f"- {plain(source)}" for source in rule.sources)
    else:
        yield "It is about how jdlint itself is used, and has no source but its documentation."
    if statements:
        yield "It looks after these statements of [the guidance](../guidance.md):"
        yield "\n".join(f"- {number}: {statement}" for number, statement in statements)
