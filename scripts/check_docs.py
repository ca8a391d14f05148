"""Check the documentation against the tool: links, commands, quoted output, and examples in YAML.

``python scripts/check_docs.py [--update] [FILE]...`` checks the given files, by default all of the repository's;
with ``--update`` it first stores the current output of quoted commands. A fenced block is checked by its language:

* ``yaml`` is a rule, a vocabulary, a family, settings, a pre-commit configuration or a workflow; the first four
  are read by jdlint itself, and a rule's own examples must behave. A first line ``# rules/_vocabulary/name.yaml``
  names a file, as a vocabulary and a family need it. ``yaml fragment`` is a piece of a file and only has to be well formed.
* ``toml`` with a table ``[tool.jdlint]`` is settings, and ``json`` must be well formed.
* ``console`` is a session: each ``$ jdlint`` command is run from the repository's folder, or from that of a
  ``$ cd`` before it, and what follows it must be its output; a line ``...`` stands for any number of lines.
* Text between ``<!-- generated: NAME -->`` and ``<!-- end -->`` must be what the code writes there; ``--update``
  stores that, too.
* The JSON Schemas in ``schema/`` are checked with all pages, when no page is named.
* In a table, a column that is headed "looked after by" holds ids of rules.
* In all others, and in code within a line, a command ``jdlint`` or ``make`` must have only options and
  targets that exist.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import click
import yaml
from markdown_it import MarkdownIt

from doc_sessions import output_of, session, wrong_output
from generated_docs import stale_blocks, stale_schemas, update_generated
from jdlint.cli import app
from jdlint.errors import JdlintError
from jdlint.linter import load_linter
from jdlint.rule_examples import test_rules as try_rules
from jdlint.settings.files import read_layers
from jdlint.settings.settings import KEYS

ROOT = Path(__file__).resolve().parent.parent
HOUSE_RULES = "house-rules"
RULE_COLUMN = "looked after by"
_COMMAND = re.compile(r"^\s*(?:\$ |- run: |run: )?((?:jdlint|make)(?: .*)?)$")
_FILE_LINE = re.compile(r"# (\S+\.yaml)\s*\n")


@dataclass(frozen=True, slots=True)
class Code:
    """Code in a page: a fenced block (``language`` is its info string) or code within a line."""

    line: int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the documentation, read."""

    path: Path
    links: tuple[tuple[int, str], ...]
    anchors: frozenset[str]
    blocks: tuple[Code, ...]
    inline: tuple[Code, ...]


def documentation() -> list[Path]:
    """The pages of this repository."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def read_page(path: Path) -> Page:
    """Read the parts of a page that can be checked."""
    links: list[tuple[int, str]] = []
    anchors: set[str] = set()
    blocks: list[Code] = []
    inline: list[Code] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8"))
    for index, token in enumerate(tokens):
        line = token.map[0] + 1 if token.map else 0
        if token.type == "fence":
            blocks.append(Code(line, token.info.strip(), token.content))
        for child in token.children or ():
            target = child.attrGet("href") or child.attrGet("src")
            if target:
                links.append((line, str(target)))
            elif child.type == "code_inline":
                inline.append(Code(line, "", child.content))
        if token.type == "inline" and tokens[index - 1].type == "heading_open":
            anchors.add(anchor(token.content))
    return Page(path, tuple(links), frozenset(anchors), tuple(blocks), tuple(inline))


def anchor(heading: str) -> str:
    """The name by which GitHub lets a heading be linked."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def check_page(path: Path) -> list[str]:
    """All that is wrong with a page, each with its place."""
    page = read_page(path)
    checks = (_check_links, _check_commands, _check_sessions, _check_json, _check_yaml, _check_rule_ids)
    found = [*stale_blocks(path), *(problem for check in checks for problem in check(page))]
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    return [f"{name}:{line}: {problem}" for line, problem in sorted(found)]


def _check_links(page: Page) -> Iterator[tuple[int, str]]:
    for line, target in page.links:
        name, _, fragment = target.partition("#")
        if re.match(r"[a-z]+:", name):
            continue
        path = page.path.parent / name if name else page.path
        if not path.exists():
            yield line, f"the link leads nowhere: {target}"
        elif fragment and path.suffix == ".md" and fragment not in read_page(path).anchors:
            yield line, f"no heading for the link: {target}"


def _check_commands(page: Page) -> Iterator[tuple[int, str]]:
    for block in page.blocks:
        for number, text in enumerate(block.text.splitlines(), block.line + 1):
            if match := _COMMAND.match(text.split("  #")[0].rstrip()):
                yield from ((number, problem) for problem in check_command(match[1]))
    for code in page.inline:
        if match := _COMMAND.match(code.text):
            yield from ((code.line, problem) for problem in check_command(match[1]))


def check_command(text: str) -> Iterator[str]:
    """What a ``jdlint`` or ``make`` command uses that does not exist."""
    program, *words = shlex.split(text)
    if program == "make":
        targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
        yield from (f"make has no target '{word}'" for word in words if "=" not in word and word not in targets)
        return
    command = _subcommand(words)
    options = {name: option for option in command.params for name in (*option.opts, *option.secondary_opts)}
    for word, following in pairwise((*words, "")):
        name, _, value = word.partition("=")
        if name.startswith("-") and name not in ("-", "--", "-h", "--help"):
            yield from _check_option(name, value or following, options.get(name))


def _check_option(name: str, value: str, option: click.Parameter | None) -> Iterator[str]:
    if option is None:
        yield f"there is no option {name}"
    elif isinstance(option.type, click.Choice) and value not in option.type.choices:
        yield f"{name} cannot be '{value}'"


def _subcommand(words: Sequence[str]) -> click.Command:
    """The command that a command line calls; 'check' where it names none."""
    context = click.Context(app)
    if words and words[0] in ("--version", "--help", "-h"):
        return app
    named = words[0] if words and words[0] in app.list_commands(context) else "check"
    command = app.get_command(context, named)
    assert command is not None
    return command


def _check_sessions(page: Page) -> Iterator[tuple[int, str]]:
    for block in page.blocks:
        if block.language == "console":
            for run in session(block.text, block.line + 1, ROOT):
                yield from ((run.line, problem) for problem in wrong_output(run))


def update_sessions(path: Path) -> None:
    """Store the current output in the sessions of a page; those with a line ``...`` stay as they are."""
    lines = path.read_text(encoding="utf-8").splitlines()
    blocks = (block for block in read_page(path).blocks if block.language == "console")
    for run in reversed([run for block in blocks for run in session(block.text, block.line + 1, ROOT)]):
        if "..." not in run.output:
            lines[run.line : run.line + len(run.output)] = output_of(run).splitlines()
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _check_rule_ids(page: Page) -> Iterator[tuple[int, str]]:
    column: int | None = None
    for line, text in enumerate(page.path.read_text(encoding="utf-8").splitlines(), 1):
        cells = [cell.strip() for cell in text.split("|")] if text.startswith("|") else []
        if not cells or RULE_COLUMN in cells:
            column = cells.index(RULE_COLUMN) if cells else None
        elif column is not None and not set(text) <= set("|- "):
            named = re.findall(r"`([^`]+)`", cells[column])
            if not named:
                yield line, "no rule looks after this"
            yield from ((line, f"there is no rule '{name}'") for name in named if name not in _rule_ids())


@cache
def _rule_ids() -> frozenset[str]:
    return frozenset(rule.id for rule in load_linter()[0].ruleset.rules)


def _check_json(page: Page) -> Iterator[tuple[int, str]]:
    for block in page.blocks:
        if block.language == "json":
            try:
                json.loads(block.text)
            except ValueError as problem:
                yield block.line, f"not valid JSON: {problem}"


def _check_yaml(page: Page) -> Iterator[tuple[int, str]]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / HOUSE_RULES).mkdir()
        rules: dict[str, int] = {}
        for block in page.blocks:
            language, _, form = block.language.partition(" ")
            if language in ("yaml", "toml"):
                yield from ((block.line, problem) for problem in _place(block, language, form, Path(folder), rules))
        yield from _check_rules(Path(folder) / HOUSE_RULES, rules)


def _place(block: Code, language: str, form: str, folder: Path, rules: dict[str, int]) -> Iterator[str]:
    """Check an example at once, or put a rule's files into ``folder`` to be checked together."""
    if language == "toml":
        yield from _check_settings(block.text, folder / "pyproject.toml")
        return
    try:
        data = yaml.safe_load(block.text)
    except yaml.YAMLError as problem:
        yield f"not valid YAML: {problem}"
        return
    keys = set(data) if isinstance(data, dict) else set()
    named = _FILE_LINE.match(block.text)
    if form == "fragment" or keys & {"repos", "jobs"}:
        return
    if "kind" in keys:
        _write(folder / HOUSE_RULES / f"{data.get('id')}.yaml", block.text)
        rules[f"{data.get('id')}.yaml"] = block.line
    elif named and Path(named[1]).parent.name in ("_vocabulary", "_families"):
        _write(folder / HOUSE_RULES / Path(named[1]).parent.name / Path(named[1]).name, block.text)
        rules[Path(named[1]).name] = block.line
    elif keys and keys <= KEYS.keys():
        yield from _check_settings(block.text, folder / ".jdlint.yaml")
    else:
        yield "an example that is no rule, vocabulary, family or settings: mark it 'yaml fragment'"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _check_settings(text: str, path: Path) -> Iterator[str]:
    _write(path, text)
    try:
        read_layers(path)
    except JdlintError as problem:
        yield str(problem)
    path.unlink()


def _check_rules(folder: Path, lines: dict[str, int]) -> Iterator[tuple[int, str]]:
    """Load the rules of a page beside the shipped ones, and try their examples."""
    if not lines:
        return
    linter, errors = load_linter([folder])
    for error in errors:
        yield lines.get(Path(error.path or "").name, 0), str(error)
    own = [rule for rule in linter.ruleset.rules if Path(rule.path).is_relative_to(folder.resolve())]
    for problem in try_rules(linter, own):
        line = lines[Path(problem.path).name] + problem.line
        yield line, f"{problem.rule}, an example is {problem.kind}: {problem.detail}"


def main(arguments: Sequence[str]) -> int:
    """Print what is wrong; 1 when anything is."""
    names = [argument for argument in arguments if argument != "--update"]
    pages = [Path(name).resolve() for name in names] or documentation()
    if "--update" in arguments:
        for page in pages:
            update_sessions(page)
            update_generated(page)
    problems = [problem for page in pages for problem in check_page(page)]
    if not names:
        problems += stale_schemas(ROOT, update="--update" in arguments)
    print("\n".join(problems) if problems else f"{len(pages)} pages agree with the tool")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
