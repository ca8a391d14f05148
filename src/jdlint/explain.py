"""A rule as a page: what it asks and why, for ``jdlint rule`` and the documentation."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from jdlint.finding import Severity
from jdlint.ruleset.accuracy_file import ENOUGH, Accuracy, LevelAccuracy
from jdlint.ruleset.example_file import CLOSE, OPEN
from jdlint.ruleset.rule import Example, Rule

_WIDTH = 88
_BLOCK_MARKS = ("- ", "* ", "+ ", "#", "|", ">", f"{OPEN}- ")


def severity_text(rule: Rule) -> str:
    """How grave the rule's findings are, by level where it has levels: ``absent: error, generic: warning``."""
    return ", ".join(
        f"{level}: {_label(severity)}" if level else _label(severity) for level, severity in rule.severity.items()
    )


def rule_page(rule: Rule, accuracy: Accuracy, options: Mapping[str, object] | None = None) -> str:
    """The rule as Markdown that reads well as plain text, with its measured figures where there are any.

    ``options`` are what users may set of it, with the values that hold.
    """
    sections = [
        f"# {rule.id}",
        _wrap(rule.title),
        _facts(rule),
        *_section("What it says", _messages(rule)),
        *_section("What it asks", [_wrap(rule.ask)] if rule.ask else []),
        *_section("Why", [_wrap(paragraph) for paragraph in rule.why.split("\n\n")]),
        *_section("How right it is", [_wrap(said) for said in how_right(rule, accuracy)]),
        *_section("How often it fires", [_wrap(said) for said in how_often(rule, accuracy)]),
        *_section("Laws", [_wrap(about_laws(rule)), "\n".join(map(_item, laws(rule)))] if rule.law else []),
        *_section("What can be set", _settable(options or {})),
        *_section("Good", _examples(rule.good)),
        *_section("Bad", _examples(rule.bad)),
        *_section("Known misses", _examples(rule.known_miss)),
        *_section("Sources", ["\n".join(_item(source) for source in rule.sources)] if rule.sources else []),
    ]
    return "\n\n".join(sections) + "\n"


def rule_data(rule: Rule, accuracy: Accuracy, options: Mapping[str, object] | None = None) -> dict[str, Any]:
    """The rule as values that JSON can hold, in a stable order; ``accuracy`` is null where nothing was measured."""
    measured = accuracy.rules.get(rule.id)
    return {
        "id": rule.id,
        "category": rule.category,
        "title": rule.title,
        "kind": rule.kind,
        "severity": {level or "any": _label(severity) for level, severity in rule.severity.items()},
        "families": list(rule.families),
        "message": {level or "any": message for level, message in rule.message.items()},
        "ask": rule.ask,
        "why": rule.why.strip(),
        "often": rule.often.strip() if rule.often else None,
        "sources": list(rule.sources),
        "since": rule.since,
        "on_by_default": rule.on_by_default,
        "law": rule.law.subject if rule.law else None,
        "only_by_law": rule.law is not None and rule.law.only,
        "reports_missing": rule.reports_missing,
        "preview": rule.preview,
        "fixable": rule.fixable,
        "options": dict(options or {}),
        "accuracy": None
        if measured is None
        else {
            "precision": measured.precision,
            "recall": measured.recall,
            "kappa": measured.kappa,
            "levels": {name: asdict(level) for name, level in measured.levels.items()},
            "posts": accuracy.posts,
            "employers": accuracy.employers,
        },
        "alarms": _alarms_data(rule, accuracy),
        "examples": {
            "good": [_example_data(example) for example in rule.good],
            "bad": [_example_data(example) for example in rule.bad],
            "known_miss": [_example_data(example) for example in rule.known_miss],
        },
    }


def _alarms_data(rule: Rule, accuracy: Accuracy) -> dict[str, int] | None:
    counts = accuracy.alarms.rules.get(rule.id)
    if counts is None:
        return None
    posts = {"posts": accuracy.alarms.posts, "markdown_posts": accuracy.alarms.markdown}
    fires = {"fires": counts.fires, "markdown_fires": counts.markdown}
    return {**posts, **fires, "hits": counts.hits, "read": counts.read, "right": counts.right}


def marked_text(example: Example) -> str:
    """The example's sentence or post with ``⟦⟧`` around the places to be found; a file's name for a file."""
    text = example.text if example.text is not None else example.post
    if text is None:
        return _file_name(example) or ""
    for span in sorted(example.spans, reverse=True):
        text = f"{text[: span.start]}{OPEN}{text[span.start : span.end]}{CLOSE}{text[span.end :]}"
    return text


def _file_name(example: Example) -> str | None:
    """The example's file with the folder that it is in, such as ``examples/bad.md``."""
    return f"{example.file.parent.name}/{example.file.name}" if example.file else None


def _facts(rule: Rule) -> str:
    facts = {
        "category": rule.category,
        "kind": rule.kind,
        "severity": severity_text(rule),
        "families": ", ".join(rule.families),
        "since": rule.since,
        "default": default_text(rule),
        "fix": "--fix mends what can be mended of what it finds" if rule.fixable else None,
    }
    return "\n".join(f"- {name}: {value}" for name, value in facts.items() if value)


def about_laws(rule: Rule) -> str:
    """What a law changes for a rule that has one."""
    silent = "It is silent elsewhere. " if rule.law and rule.law.only else ""
    return (
        "A finding is a warning at most, and names the law, where one that is confirmed is in force in the post's "
        f"jurisdictions. {silent}No legal advice."
    )


def laws(rule: Rule) -> list[str]:
    """The places whose laws ask for what the rule is about; nothing for a rule without a law."""
    if rule.law is None:
        return []
    return [
        f"{place.name} ({place.code}) since {duty.start}: {duty.asks}"
        for place in rule.law.table.values()
        for duty in place.duties
        if rule.law.subject in duty.subjects
    ]


def default_text(rule: Rule) -> str | None:
    """How to have the rule where it is off by default; ``None`` for one that is on."""
    if not rule.on_by_default:
        return "off: select it by its id, or take the profile strict"
    return "off: in preview, on with --preview or when its id is selected" if rule.preview else None


def _section(title: str, blocks: Sequence[str]) -> Iterator[str]:
    if blocks:
        yield f"## {title}"
        yield from blocks


def _messages(rule: Rule) -> list[str]:
    lines = (_item(f"{level}: {text}" if level else text) for level, text in rule.message.items())
    return ["\n".join(lines)] if rule.message else []


def how_right(rule: Rule, accuracy: Accuracy) -> list[str]:
    """What is known of its precision and recall, a paragraph each; that nothing is known is said, too."""
    said = [*_measured(rule, accuracy), *_read_hits(rule, accuracy)]
    return said or ["Not measured: it was not compared with labels, and nobody has read its hits."]


def _measured(rule: Rule, accuracy: Accuracy) -> Iterator[str]:
    measured = accuracy.rules.get(rule.id)
    if measured is None:
        return
    figures = (("precision", measured.precision), ("recall", measured.recall), ("Cohen's kappa", measured.kappa))
    told = ", ".join(f"{name} {value:.2f}" for name, value in figures if value is not None)
    levels = "".join(_level(rule, name, level) for name, level in measured.levels.items())
    where = f"on {accuracy.posts} posts of {accuracy.employers} employers"
    yield f"Its findings have {told}, {where}. {accuracy.about}{levels}"


def _read_hits(rule: Rule, accuracy: Accuracy) -> Iterator[str]:
    counts = accuracy.alarms.rules.get(rule.id)
    if counts is None or not counts.read:
        return
    share = f"a precision of {counts.right / counts.read:.2f}"
    recall = "" if rule.id in accuracy.rules else " Its recall was not measured."
    read = f"{counts.read} were read, and {counts.right} of these were right"
    yield f"Of its {counts.hits:,} hits on real posts {read}: {share}.{recall}"


def _level(rule: Rule, name: str, level: LevelAccuracy) -> str:
    """What was measured of a level, and which severity that allows."""
    if level.findings < ENOUGH:
        told = f" {name.capitalize()} was found {level.findings} times, too seldom to prove more than an info"
    else:
        told = f" Of {level.findings} posts found {name}, {level.right} were rightly reported"
    severity = rule.severity_at(name)
    return f"{told}: {severity.label if severity else 'off'}."


def how_often(rule: Rule, accuracy: Accuracy) -> list[str]:
    """On which share of real posts it fires, and why that is right where it is much; empty where nobody counted."""
    alarms, counts = accuracy.alarms, accuracy.alarms.rules.get(rule.id)
    said = [rule.often] if rule.often else []
    if counts is None:
        return said
    fires = f"On {counts.fires / alarms.posts:.1%} of {alarms.posts:,} real posts, and on "
    return [
        f"{fires}{counts.markdown / alarms.markdown:.1%} of the {alarms.markdown:,} of them that are Markdown.",
        *said,
    ]


def _settable(options: Mapping[str, object]) -> list[str]:
    lines = (f"- {key}: {'not set' if value is None else json.dumps(value)}" for key, value in options.items())
    return ["\n".join(lines)] if options else []


def _examples(examples: Sequence[Example]) -> list[str]:
    return [_example_block(example) for example in examples]


def about_example(example: Example) -> str:
    """As what an example is judged: its level, part and family, as far as it says."""
    named = (("level", example.level), ("part", example.part), ("family", example.family))
    return ", ".join(f"{name}: {value}" for name, value in named if value)


def _example_block(example: Example) -> str:
    """A sentence as a list item; several lines as an indented block under what is said about them."""
    about = about_example(example)
    suffix = f" ({about})" if about else ""
    text = marked_text(example).strip()
    if example.post is None and "\n" not in text and not text.startswith(_BLOCK_MARKS):
        return _item(text + suffix)
    what = "a post" if example.post is not None else "lines"
    return f"- {what}{suffix}:\n\n" + textwrap.indent(text, "      ")


def _example_data(example: Example) -> dict[str, Any]:
    return {
        "text": example.text,
        "post": example.post,
        "file": _file_name(example),
        "part": example.part,
        "family": example.family,
        "level": example.level,
        "spans": [[span.start, span.end] for span in example.spans],
        "fixed": example.fixed,
    }


def _item(text: str) -> str:
    return textwrap.fill(
        " ".join(text.split()),
        _WIDTH,
        initial_indent="- ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _wrap(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), _WIDTH, break_long_words=False, break_on_hyphens=False)


def _label(severity: Severity | None) -> str:
    return severity.label if severity else "off"
