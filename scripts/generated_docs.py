"""What the repository holds that is written by the code: the text between two marks on a page, and JSON Schemas.

``<!-- generated: NAME -->`` and ``<!-- end -->`` stand around such a text, on lines of their own;
``scripts/check_docs.py`` compares it with what the code says now, and stores it with ``--update``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from command_reference import command_reference
from jdlint.checks import CHECKS
from jdlint.linter import load_linter
from jdlint.output.json import dump
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.accuracy_file import read_accuracy
from jdlint.schemas.config import config_schema
from jdlint.schemas.rule import rule_schema
from jdlint.settings.settings import KEYS, Key
from laws_table import laws_table
from licences import licences_of
from speed_table import speed_sentence, speed_table
from stored_outputs import OUTPUTS

_BLOCK = re.compile(r"<!-- generated: ([a-z-]+) -->\n(.*?)<!-- end -->", re.DOTALL)


def settings_table() -> str:
    """All settings, a row each."""
    rows = (f"| `{key.name}` | {key.type.about} | {_default(key)} | {key.help} |" for key in KEYS.values())
    return "\n".join(("| key | value | default | what it is for |", "|---|---|---|---|", *rows))


def options_table() -> str:
    """What can be set of each kind of rule that has anything to set."""
    rows = (
        f"| `{name}` | {', '.join(f'`{key}`' for key in kind.settable)} |"
        for name, kind in CHECKS.items()
        if kind.settable
    )
    return "\n".join(("| kind | keys |", "|---|---|", *rows))


def off_rules() -> str:
    """The rules that are off by default."""
    off = [rule for rule in load_linter()[0].ruleset.rules if not rule.on_by_default]
    return "\n".join(f"- `{rule.id}`: {rule.title}" for rule in sorted(off, key=lambda rule: rule.id))


def measured_rules() -> str:
    """Precision, recall and kappa of the rules that were compared with labelled posts."""
    accuracy = read_accuracy(shipped_rules())
    rows = (
        f"| `{rule}` | {' | '.join('–' if value is None else f'{value:.2f}' for value in (one.precision, one.recall, one.kappa))} |"
        for rule, one in sorted(accuracy.rules.items())
    )
    return "\n".join((f"{accuracy.posts} posts of {accuracy.employers} employers.", "", *_MEASURED_HEAD, *rows))


def measured_best_and_worst() -> str:
    """The rules with the best and the worst precision among those that were compared with labelled posts."""
    accuracy = read_accuracy(shipped_rules())
    known = sorted(
        ((one.precision, rule) for rule, one in accuracy.rules.items() if one.precision is not None), reverse=True
    )
    told = [f"`{rule}` {precision:.2f}" for precision, rule in known]
    middle = known[len(known) // 2][0]
    return (
        f"Precision of {len(known)} rules on {accuracy.posts} labelled posts: from {', '.join(told[:3])} down to {', '.join(told[-3:])}; "
        f"the one in the middle has {middle:.2f}. [All of them](docs/how-it-judges.md#how-right-it-is), and "
        "[what else was counted](docs/accuracy.md). Only what is right 95 times in 100 may fail a build."
    )


_MEASURED_HEAD = ("| rule | precision | recall | kappa |", "|---|---|---|---|")


def start_file(name: str, language: str) -> str:
    """A file of the first steps, in a fenced block."""
    path = Path(__file__).resolve().parent.parent / "docs" / "start" / name
    return f"```{language}\n{path.read_text(encoding='utf-8')}```"


def wording_figures() -> str:
    """How often the rules on language and fairness were right, as far as hits of theirs were read."""
    alarms = read_accuracy(shipped_rules()).alarms
    rules = [rule for rule in load_linter()[0].ruleset.rules if rule.category in ("language", "fairness")]
    counts = [alarms.rules[rule.id] for rule in rules if rule.id in alarms.rules]
    read = [count for count in counts if count.read]
    hits, right = sum(count.read for count in read), sum(count.right for count in read)
    return (
        f"Of the {len(rules)} rules on language and fairness, {len(read)} have had hits of theirs read: {right} of {hits} were right "
        f"({right / hits:.0%}). The other {len(rules) - len(read)} are not measured, and are infos, which fail no build."
    )


def _default(key: Key) -> str:
    if key.default in (None, (), {}):
        return "none"
    return f"`{json.dumps(key.default)}`" if not isinstance(key.default, str) else f"`{key.default}`"


GENERATED: Mapping[str, Callable[[], str]] = {
    "settings": settings_table,
    "options": options_table,
    "commands": command_reference,
    **OUTPUTS,
    "laws": laws_table,
    "measured-best-and-worst": measured_best_and_worst,
    "off-rules": off_rules,
    "measured-rules": measured_rules,
    "wording-figures": wording_figures,
    "start-post": partial(start_file, "post.md", "markdown"),
    "start-answered": partial(start_file, "answered.md", "markdown"),
    "start-first-try": partial(start_file, "first-try/travel-how-much.yaml", "yaml fragment"),
    "start-rule": partial(start_file, "house-rules/travel-how-much.yaml", "yaml"),
    "speed-table": speed_table,
    "speed-sentence": speed_sentence,
    **{f"licences-{use}": partial(licences_of, use) for use in ("run", "extras", "develop")},
}


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {"config": config_schema, "rule": rule_schema}


def schema_text(name: str) -> str:
    """What the file of a JSON Schema holds."""
    return dump(SCHEMAS[name]())


def stale_schemas(root: Path, *, update: bool = False) -> Iterator[str]:
    """The fault of each stored JSON Schema that is not what the code makes; with ``update`` it is stored."""
    for name in SCHEMAS:
        path = root / "schema" / f"{name}.schema.json"
        if update:
            path.write_text(schema_text(name), encoding="utf-8")
        if not path.is_file() or path.read_text(encoding="utf-8") != schema_text(name):
            yield f"schema/{path.name}:1: the schema is out of date ('--update' stores it)"


def update_generated(path: Path) -> None:
    """Store what the code says now in the generated texts of a page."""
    text = path.read_text(encoding="utf-8")
    path.write_text(_BLOCK.sub(lambda match: _block(match[1]), text), encoding="utf-8")


def stale_blocks(path: Path) -> Iterator[tuple[int, str]]:
    """The line and fault of each generated text that the code would write otherwise."""
    text = path.read_text(encoding="utf-8")
    for match in _BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if match[1] not in GENERATED:
            yield line, f"nothing is generated by the name '{match[1]}'"
        elif match[0] != _block(match[1]):
            yield line, f"the generated text '{match[1]}' is out of date ('--update' stores it)"


def _block(name: str) -> str:
    return f"<!-- generated: {name} -->\n\n{GENERATED[name]()}\n\n<!-- end -->"
