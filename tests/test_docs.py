from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
import score_rules
from house_rule import HOUSE_RULE
from test_architecture import ROOMS

import check_docs
from jdlint.checks import CHECKS
from jdlint.checks.fact import FactOptions
from jdlint.checks.measure import _SCOPES, MEASURES
from jdlint.cli import app
from jdlint.commands import COMMANDS
from jdlint.linter import Linter, load_linter
from jdlint.phrases.book import PhraseBook
from jdlint.phrases.tokens import tokenize
from jdlint.post.lexicon import PARTS
from jdlint.ruleset.family_file import TITLE_WEIGHTS
from jdlint.ruleset.rule import CATEGORIES
from jdlint.ruleset.rule_file import PLACEHOLDERS
from jdlint.scorecard import CRITERIA

SOURCE = check_docs.ROOT / "src" / "jdlint"
# The parsers that read keys, by the heading under which the guide has them.
KEYS_OF_HEADINGS = {
    "The file, key by key": ("ruleset/rule_file.py", "ruleset/law.py", "ruleset/example_file.py"),
    "Laws": ("ruleset/jurisdiction_file.py",),
    "Patterns": ("checks/pattern.py",),
    "Families": ("ruleset/family_file.py",),
    **{kind: (f"checks/{kind}.py",) for kind in CHECKS},
    "pay": ("checks/pay.py", "checks/pay_said.py"),
    "agreement": ("checks/agreement.py", "checks/pay_said.py"),
}


def check(tmp_path: Path, text: str) -> list[str]:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    return [problem.removeprefix(f"{page}:") for problem in check_docs.check_page(page)]


def fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}```\n"


@pytest.mark.parametrize("path", check_docs.documentation(), ids=lambda path: path.name)
def test_the_documentation_agrees_with_the_tool(path: Path) -> None:
    assert check_docs.check_page(path) == []


@cache
def shipped() -> Linter:
    return load_linter()[0]


@cache
def page(name: str) -> str:
    return (check_docs.ROOT / name).read_text(encoding="utf-8")


def guide(heading: str) -> str:
    """What stands under a heading of the guide, up to the next one."""
    return re.split(rf"^#+ {heading}$", page("docs/writing-rules.md"), flags=re.MULTILINE)[1].split("\n#")[0]


def codes(text: str) -> list[str]:
    """What stands between backticks in a text, without its fenced blocks."""
    return re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE))


def row(text: str, name: str) -> str:
    """The row of a table that begins with a name, without the name."""
    (found,) = (line for line in text.splitlines() if line.startswith(f"| `{name}` |"))
    return found.removeprefix(f"| `{name}` |")


def first_cells(text: str) -> set[str]:
    """What is named in the first column of the tables in a text."""
    return {code for line in text.splitlines() if line.startswith("| `") for code in codes(line.split("|")[1])}


def keys_read(path: Path) -> set[str]:
    """The keys that a parser asks a ``reader`` for, itself or through the context."""
    keys = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            first, *rest = [*map(ast.unparse, node.args), ""]
            owner = ast.unparse(node.func).rpartition(".")
            readers = ("reader", "rule")
            key = rest[0] if first in readers else first if owner[0] in readers or owner[2] == "phrases" else ""
            if owner[2] != "error" and re.fullmatch(r"'[a-z][a-z-]*'", key):
                keys.add(ast.literal_eval(key))
    return keys


@pytest.mark.parametrize("heading", KEYS_OF_HEADINGS)
def test_the_guide_has_the_keys_that_are_read(heading: str) -> None:
    read = set().union(*(keys_read(SOURCE / name) for name in KEYS_OF_HEADINGS[heading]))
    if heading == "The file, key by key":  # an example's own keys stand under another heading
        read -= {"part", "family", "level", "today", "fixed"}
    assert first_cells(guide(heading).split("| write |")[0]) == read


def test_the_guide_has_what_keys_may_hold() -> None:
    assert first_cells(guide("The kinds of rules")) == set()
    assert set(re.findall(r"^\| \[`(\w+)`\]", guide("The kinds of rules"), re.MULTILINE)) == set(CHECKS)
    assert set(codes(row(guide("measure"), "measure"))) == set(MEASURES)
    assert set(codes(row(guide("measure"), "per"))) == set(_SCOPES)
    assert set(codes(row(guide("Families"), "titles"))) == set(TITLE_WEIGHTS)
    assert {"part", "family", "level"} <= set(codes(guide("Examples")))
    assert first_cells(guide("The file, key by key").split("| write |")[1]) == {f"{{{name}}}" for name in PLACEHOLDERS}
    parts = guide("Examples").split("The parts of a post are")[1].split("\n\n")[0]
    assert set(codes(parts)) == set(PARTS)
    assert set(CATEGORIES) - {"jdlint"} <= set(codes(guide("The file, key by key")))
    assert set(shipped().ruleset.families) <= set(codes(guide("Families")))


def test_the_readme_has_all_commands() -> None:
    assert [name for name in COMMANDS if f"`jdlint {name}`" not in page("README.md")] == []


def test_the_page_on_judging_has_all_criteria_and_facts() -> None:
    text = page("docs/how-it-judges.md")
    rules = shipped().ruleset.rules
    assert first_cells(text.split("## Ten criteria")[1].split("## ")[0]) == set(CRITERIA)
    facts = {rule.id for rule in rules if isinstance(rule.options, FactOptions)}
    assert len(facts) == len(score_rules.FACTS)
    assert facts <= set(codes(text.split("## Eight facts")[1].split("## ")[0]))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_documentation_has_all_options(command: str) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in check_docs.documentation())
    found = app.get_command(click.Context(app), command)
    assert found is not None
    for option in found.params:
        if isinstance(option, click.Option):
            names = [name for name in (*option.opts, *option.secondary_opts) if name in text]
            assert names, option.opts


def test_contributing_has_all_rooms_and_targets() -> None:
    text = page("CONTRIBUTING.md")
    rooms = text.split("## The rooms")[1].split("## ")[0]
    named = [name for line in rooms.splitlines() if line.startswith("| `") for name in codes(line.split("|")[1])]
    assert [name.removesuffix("/").removesuffix(".py") for name in named] == [r for r in ROOMS if r != "__main__"]
    targets = set(re.findall(r"^([a-z-]+):.*## ", page("Makefile"), re.MULTILINE))
    assert {f"make {name}" for name in targets - {"help", "test-offline", "test-network"}} <= set(codes(text))


def phrase_table() -> Iterator[tuple[str, str]]:
    """Each phrase of the table in the guide with each text that it is said to find."""
    for line in page("docs/writing-rules.md").splitlines():
        cells = [cell.strip() for cell in line.replace(r"\|", "\0").strip("|").split("|")]
        if len(cells) == 4 and cells[2].startswith("`"):
            phrase = cells[2].strip("`").replace("\0", "|")
            yield from ((phrase, text) for text in re.split(r", (?=\D|\d+k)", cells[3]) if text)


@pytest.mark.parametrize(("phrase", "text"), list(phrase_table()))
def test_a_phrase_finds_what_the_guide_says(phrase: str, text: str) -> None:
    book = PhraseBook(shipped().ruleset.vocabularies)
    number = book.add(phrase)

    assert (0, len(text)) in book.scan(tokenize(text))[number]


def test_links_must_lead_somewhere(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# One thing\n")
    good = "# Top of `it`\n\n[a](other.md#one-thing) [b](#top-of-it) [c](https://example.org/x) [d](other.md)\n"

    assert check(tmp_path, good) == []
    assert check(tmp_path, "[a](gone.md)\n") == ["1: the link leads nowhere: gone.md"]
    assert check(tmp_path, "[a](other.md#two)\n") == ["1: no heading for the link: other.md#two"]


def test_a_table_of_guidance_must_name_rules(tmp_path: Path) -> None:
    head = "| what | looked after by |\n|---|---|\n"

    assert check(tmp_path, head + "| pay | `salary-missing`, `length` |\n\n| other |\n|---|\n| `no-rule` |\n") == []
    assert check(tmp_path, head + "| pay | `salary-mising` |\n") == ["3: there is no rule 'salary-mising'"]
    assert check(tmp_path, head + "| pay | somebody |\n") == ["3: no rule looks after this"]


def test_commands_must_have_the_options_that_are_shown(tmp_path: Path) -> None:
    shown = "jdlint check --fail-on warning posts/\njdlint rule ownership  # explain it\nmake test\n"

    assert check(tmp_path, fenced("sh", shown)) == []
    assert check(tmp_path, fenced("sh", "jdlint --make-better posts/\n")) == ["2: there is no option --make-better"]
    assert check(tmp_path, fenced("yaml", "jobs:\n  - run: jdlint check --nope\n")) == ["3: there is no option --nope"]
    assert check(tmp_path, "Try `jdlint --fail-on sometimes`.\n") == ["1: --fail-on cannot be 'sometimes'"]
    assert check(tmp_path, "`make coffee`\n") == ["1: make has no target 'coffee'"]


def test_a_session_must_show_what_the_command_says(tmp_path: Path) -> None:
    assert check(tmp_path, fenced("console", "$ jdlint rules --help\nUsage: jdlint rules [OPTIONS]\n...\n")) == []
    (problem,) = check(tmp_path, fenced("console", "$ jdlint rules --help\nUsage: jdlint rules [ODD]\n...\n"))
    assert problem.startswith("2: 'jdlint rules --help' says something else now ")
    assert "\nUsage: jdlint rules [OPTIONS]\n" in problem


def test_an_update_stores_what_the_command_says(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    session = fenced("console", "$ jdlint rules --help\nof old\n")
    page.write_text(f"# Top\n\n{session}\nThe end.\n", encoding="utf-8")

    check_docs.update_sessions(page)

    assert check_docs.check_page(page) == []
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Top\n\n```console\n$ jdlint rules --help\nUsage: jdlint rules [OPTIONS]\n")
    assert text.endswith("\n```\n\nThe end.\n")


def test_a_rule_must_load_and_behave(tmp_path: Path) -> None:
    assert check(tmp_path, fenced("yaml", HOUSE_RULE)) == []
    assert check(tmp_path, fenced("yaml", HOUSE_RULE.replace("phrases:", "phrase:")))
    (problem,) = check(tmp_path, fenced("yaml", HOUSE_RULE.replace("⟦hero⟧", "poet")))
    assert problem.startswith("11: no-hero, an example is ")


def test_a_rule_may_use_a_vocabulary_of_the_same_page(tmp_path: Path) -> None:
    words = "# house-rules/_vocabulary/big-words.yaml\nabout: Big words.\nentries: [hero]\n"
    rule = HOUSE_RULE.replace("phrases: [hero]", 'phrases: ["{big-words}"]')

    assert check(tmp_path, fenced("yaml", words) + fenced("yaml", rule)) == []
    (problem,) = check(tmp_path, fenced("yaml", rule))
    assert "no vocabulary 'big-words'" in problem


def test_a_family_must_be_read(tmp_path: Path) -> None:
    family = "# house-rules/_families/bakers.yaml\nabout: Bakers.\ntitles: {sure: [~baker]}\n"
    rule = HOUSE_RULE.replace("severity:", "families: [bakers]\nseverity:")

    assert check(tmp_path, fenced("yaml", family)) == []
    assert (
        check(
            tmp_path,
            fenced("yaml", family)
            + fenced("yaml", rule.replace("[We", "[{family: bakers, text: We").replace("⟧.]", "⟧.}]")),
        )
        == []
    )
    (problem,) = check(tmp_path, fenced("yaml", family.replace("sure", "certain")))
    assert problem.startswith("1: ")
    assert "certain" in problem


def test_settings_must_be_read(tmp_path: Path) -> None:
    assert check(tmp_path, fenced("yaml", "fail-on: warning\n")) == []
    assert check(tmp_path, fenced("toml", '[tool.jdlint]\nfail-on = "warning"\n')) == []
    (problem,) = check(tmp_path, fenced("yaml", "fail-on: maybe\n"))
    assert "maybe" in problem


def test_an_unknown_example_is_marked_as_a_fragment(tmp_path: Path) -> None:
    assert check(tmp_path, fenced("yaml fragment", "phrases: [hero]\n")) == []
    (problem,) = check(tmp_path, fenced("yaml", "phrases: [hero]\n"))
    assert "yaml fragment" in problem
