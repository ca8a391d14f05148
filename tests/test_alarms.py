"""How often rules fire, and how right their hits are: what is counted, and what is recorded."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from command import run
from kinds import linter

from jdlint.post.source import make_source
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.accuracy_file import ALARMS, FOLDER, Alarms, read_accuracy
from jdlint.ruleset.rule import Rule

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
# Beyond this share of posts a rule has to argue for itself (the ten criteria need not).
OFTEN = 0.4
NEEDED = {"error": 0.95, "warning": 0.90}
# Measured on labelled posts instead: docs/accuracy.md.
LABELLED = {"tool-only-list"}
POSTS = {
    "one.md": "# Data Ninja\n\n## What you will do\n\n- Load the readings of 46 depots\n",
    "two.md": "# Data Wizard\n\n## What you will do\n\n- Count the buses\n",
}


if str(BENCHMARKS) not in sys.path:
    sys.path.append(str(BENCHMARKS))
alarms: Any = importlib.import_module("alarms")
alarm_figures: Any = importlib.import_module("alarm_figures")


@cache
def recorded() -> Alarms:
    return read_accuracy(shipped_rules()).alarms


def find_hits(rule_id: str, posts: Mapping[str, str]) -> Any:  # noqa: ANN401 - a class of the benchmarks
    return alarms.find_hits(linter(), [make_source(text, name) for name, text in posts.items()], [rule_id])


def test_posts_and_read_hits_are_counted() -> None:
    hits = find_hits("hype-title", POSTS)
    one, two = hits.today["hype-title"]
    verdicts = {("hype-title", one.key): True, ("hype-title", two.key): False}

    figures = alarms.measure(linter().ruleset.rule("hype-title"), hits, frozenset({"one.md"}), verdicts)

    assert (figures.fires, figures.markdown, figures.read, figures.right) == (2, 1, 2, 1)
    assert figures.precision == "0.50"


def test_a_verdict_on_a_hit_that_is_gone_does_not_count() -> None:
    hits = find_hits("hype-title", POSTS)

    figures = alarms.measure(linter().ruleset.rule("hype-title"), hits, frozenset(), {("hype-title", "0" * 16): True})

    assert (figures.read, figures.precision) == (0, "–")


def test_years_are_also_reckoned_as_on_an_early_day() -> None:
    rule_id = "years-exceed-tool-age"
    post = "# Data Engineer\n\n## Requirements\n\n- 4 years of experience with Kubernetes\n"
    hits = find_hits(rule_id, {"one.md": post})

    assert not hits.today[rule_id]
    assert len(hits.early[rule_id]) == 1


def measured_rules() -> list[Rule]:
    return [rule for rule in linter().ruleset.rules if rule.id in recorded().rules]


def counts(rule: Rule) -> tuple[int, int, int, int, int]:
    found = recorded().rules[rule.id]
    return found.fires, found.markdown, found.hits, found.read, found.right


def test_figures_are_of_rules_that_there_are() -> None:
    assert len(measured_rules()) == len(recorded().rules)


def test_the_page_holds_the_figures_that_are_recorded() -> None:
    page = alarm_figures.PAGE.read_text(encoding="utf-8")
    found = [alarm_figures.RuleFigures(rule, *counts(rule)) for rule in measured_rules()]
    rows = alarm_figures.table(found, recorded().posts, recorded().markdown)

    assert [row for row in rows if row not in page] == []


def graver(rule: Rule) -> list[str]:
    return [severity.label for severity in rule.severity.values() if severity and severity.label in NEEDED]


@pytest.mark.parametrize(
    "rule", [r for r in measured_rules() if graver(r) and r.category != "criteria"], ids=lambda r: r.id
)
def test_what_is_graver_than_an_info_is_right(rule: Rule) -> None:
    if rule.id in LABELLED or rule.builtin:
        pytest.skip("measured in another way: labelled posts, or tests of its own")
    _, _, hits, read, right = counts(rule)

    assert read >= min(30, hits), "too few of its hits have been read"
    assert read, "none of its hits has been read, as there are none: an info at most"
    assert right / read >= max(NEEDED[label] for label in graver(rule))


def test_what_fires_on_many_posts_argues_for_itself() -> None:
    often = (rule for rule in measured_rules() if counts(rule)[0] > OFTEN * recorded().posts)

    assert [rule.id for rule in often if rule.category != "criteria" and not rule.often] == []


def test_a_rule_shows_its_figures() -> None:
    text = " ".join(run("rule", "hype-title").stdout.split())
    _, _, _, read, right = counts(linter().ruleset.rule("hype-title"))

    assert f"{read} were read, and {right} of these were right: a precision of {right / read:.2f}" in text
    assert '"markdown_fires":' in run("rule", "hype-title", "--output-format", "json").stdout


def test_rules_without_figures_show_none(tmp_path: Path) -> None:
    assert read_accuracy(tmp_path).alarms.rules == {}
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / ALARMS).write_text(
        "posts: 4\nmarkdown: 2\nrules:\n  a: {fires: 1, markdown: 1, hits: 1, read: 0, right: 0}\n"
    )
    assert read_accuracy(tmp_path).alarms.rules["a"].fires == 1
