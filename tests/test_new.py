"""``jdlint new``: for each family a post whose questions are findings until they are answered."""

from __future__ import annotations

import json
import os
import re
import textwrap
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from command import ROOT, prepare, run, write
from kinds import linter

import jdlint.commands.preparing
import jdlint.commands.scorecard
import jdlint.commands.shared
from jdlint.linter import load_linter
from jdlint.ruleset.skeleton_file import read_skeleton
from jdlint.settings.selection import select_rules
from jdlint.settings.settings import Settings

FAMILIES = sorted(path.stem for path in (ROOT / "rules" / "_families").glob("*.yaml"))
ASKING_KINDS = ("criterion", "fact")
# Answered by the skeleton itself: the family stands in its front matter, and it has a list for each of the two.
ANSWERED = {"role-type", "must-nice-split"}

ANSWERS = {
    "seniority-missing": "This is a senior job.",
    "location-missing": "You work in our office in Leeds two days a week.",
    "business-problem": "One parcel in nine arrives outside of the hours that we promised, and 40 depots wait for a better forecast.",
    "role-impact": "Because of your work 300 dispatchers move late parcels to another van, and customers call us 900 times less a day.",
    "ownership": "- You own the arrival forecast, and you decide how it is modelled; the dispatch desk decides what customers are told.",
    "data": "- You work with GPS traces of 2,000 vans and two years of door scans, 4 TB with gaps.",
    "deployment": "- You deploy the forecast models and the service around them to production, where the drivers' app reads them.",
    "operations": "- You watch its drift each week, retrain it, and are on call one week in six.",
    "metrics": "- You are judged by the share of parcels inside the promised window, which should rise from 89 to 95 per cent.",
    "team": "You join a team of six engineers and report to Ann, who heads routing.",
    "tech-environment": "Today the service runs in Python on Kubernetes, with Airflow and Postgres.",
    "missing-requirements": "- You have trained and shipped a forecast that people used.\n- You write tested Python.",
    "missing-preferred": "- It is a plus if you know road networks.",
    "salary-missing": "We pay £72,000 to £86,000 a year.",
    "benefits-missing": "- 30 days of leave\n- a pension of 8 per cent",
    "process-missing": "A call of half an hour, a task of two hours, and a day with the team; you hear from us within a week each time.",
    "how-to-apply-missing": "Send your CV to jobs@example.com.",
    "equal-opportunity-missing": "We are an equal opportunity employer; ask us for any accommodation.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (jdlint.commands.preparing, jdlint.commands.shared, jdlint.commands.scorecard):
        monkeypatch.setattr(module, "load_linter", lambda folders=(): load_linter(folders) if folders else loaded())
    return prepare(tmp_path, monkeypatch, real_rules=True)


loaded = cache(load_linter)


def begun(family: str, *args: str, path: str = "posts/x.md") -> str:
    result = run("new", "--family", family, path, *args)
    assert (result.exit_code, result.stdout) == (0, "")
    return Path(path).read_text(encoding="utf-8")


def questions(text: str) -> dict[str, str]:
    """The questions of a skeleton by their rules."""
    comments = (" ".join(comment.split()) for comment in re.findall(r"<!--(.*?)-->", text, re.DOTALL))
    asked = [comment.partition(": ") for comment in comments if re.match(r"[a-z-]+: ", comment)]
    assert len({rule for rule, _, _ in asked}) == len(asked), "each is asked once"
    return {rule: question for rule, _, question in asked}


def found(path: str, *args: str) -> dict[str, str | None]:
    """The rules that find fault with a post, with their levels."""
    result = run(path, "--isolated", "--output-format", "json", *args)
    return {entry["rule"]: entry["level"] for entry in json.loads(result.stdout)["findings"]}


def answered(text: str, answers: Mapping[str, str]) -> str:
    """The skeleton with these questions replaced by their answers."""
    for rule, answer in answers.items():
        text, count = re.subn(rf"<!--\s+{rule}: .*?-->", lambda _, answer=answer: answer, text, flags=re.DOTALL)  # type: ignore[misc]
        assert count == 1, rule
    return text


@pytest.mark.parametrize("family", FAMILIES)
def test_each_question_is_a_finding(family: str) -> None:
    asked = questions(begun(family))
    faults = found("posts/x.md")
    assert set(asked) <= set(faults)
    assert not {"not-a-job-post", "language-not-supported", "front-matter-broken"} & set(faults)
    rules = {rule.id: rule for rule in linter().ruleset.rules}
    for rule, question in asked.items():
        assert question == " ".join((rules[rule].ask or "").split())


@pytest.mark.parametrize("family", FAMILIES)
def test_whatever_the_family_is_asked_is_in_its_skeleton(family: str) -> None:
    asked = questions(begun(family))
    words = linter().ruleset.families[family]
    not_asked = words.not_asked | words.never_asked
    expected = {
        rule.id
        for rule in select_rules(linter().ruleset.rules, Settings())
        if rule.kind in ASKING_KINDS and rule.ask and rule.id not in {*not_asked, *ANSWERED}
        if rule.applies_to_any_family or family in rule.families
    }
    assert len(expected) > 10
    assert expected <= set(asked)
    assert not set(not_asked) & set(asked)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_skeleton_itself_answers_nothing(family: str) -> None:
    begun(family)
    result = run("scorecard", "posts/x.md", "--isolated", "--output-format", "json")
    (post,) = json.loads(result.stdout)["posts"]
    assert post["role_type"]["family"] == family
    levels = {name: entry["level"] for name, entry in post.items() if isinstance(entry, dict) and "evidence" in entry}
    assert len(levels) == 9
    assert 2 not in levels.values(), "nothing is concrete"
    assert list(levels.values()).count(0) >= 5, "a title may name a technology, no more"


def test_an_answer_ends_its_finding_and_no_other() -> None:
    text = begun("ml-engineering")
    asked = set(questions(text))
    assert asked - {"missing-summary", "missing-responsibilities"} == set(ANSWERS)
    write("posts/x.md", answered(text, ANSWERS))
    assert not set(ANSWERS) & set(found("posts/x.md"))
    for rule in ("seniority-missing", "missing-preferred", "salary-missing", "process-missing", "how-to-apply-missing"):
        write("posts/y.md", answered(text, {name: answer for name, answer in ANSWERS.items() if name != rule}))
        assert rule in found("posts/y.md"), rule


def test_rules_of_one_s_own_ask_too() -> None:
    write(
        "house/on-site-meal.yaml",
        textwrap.dedent("""\
            id: on-site-meal
            title: Say what there is to eat
            kind: criterion
            severity: {absent: warning, generic: off}
            message: {absent: The post says nothing about meals., generic: "'{match}' is no meal."}
            ask: Is there a canteen -- and what does lunch cost?
            why: People eat.
            concrete: [{phrases: [the canteen]}]
            generic: [{phrases: [food]}]
            examples:
              good: [The canteen serves lunch for two pounds.]
              bad: [{text: You write Python., level: absent}, {text: There is ⟦food⟧., level: generic}]
            """),
    )
    text = begun("software", "--rules-dir", "house")
    assert "## More about the job\n\n<!-- on-site-meal: Is there a canteen – and what does lunch cost? -->\n" in text
    assert "on-site-meal" in found("posts/x.md", "--rules-dir", "house")


def test_a_skeleton_of_one_s_own() -> None:
    write(
        "house/_skeletons/post.yaml",
        "titles: {research: Fellow}\nopening: [team]\nsections: [{heading: Duties}, {heading: Requirements}]\nothers: Else\n",
    )
    text = begun("research", "--rules-dir", "house", "--select", "team,salary-missing")
    assert re.findall("^#.*|(?<=<!-- )[a-z-]+(?=:)", text, re.MULTILINE) == [
        "# Fellow", "team", "## Duties", "## Requirements", "## Else", "salary-missing",
    ]  # fmt: skip
    write("house/_skeletons/post.yaml", "sections: [{headin: Duties}]\nothers: Else\n")
    result = run("new", "--family", "research", "b.md", "--rules-dir", "house")
    assert result.exit_code == 2
    assert "house/_skeletons/post.yaml:1:13: error: unknown key 'headin'" in result.stderr
    assert not Path("b.md").exists()


def test_the_shipped_plan_names_rules_and_families_that_there_are() -> None:
    plan = read_skeleton((ROOT / "rules",))
    rules = {rule.id for rule in linter().ruleset.rules}
    assert {*plan.opening, *plan.not_asked, *(rule for section in plan.sections for rule in section.questions)} <= rules
    assert set(plan.titles) == set(FAMILIES) - {"other"}


def test_a_job_without_a_usual_title_gets_a_placeholder() -> None:
    assert "# [Job title]\n" in begun("other")
    assert "placeholder-left" in found("posts/x.md")


def test_a_post_is_never_written_over(tmp_path: Path) -> None:
    write("a.md", "mine")
    Path("link.md").symlink_to("a.md")
    Path("nowhere.md").symlink_to("gone.md")
    for name in ("a.md", "link.md", "nowhere.md"):
        result = run("new", "--family", "research", name)
        assert result.exit_code == 2
        assert result.stderr == (
            f"{name}: error: there is such a file already\n  = hint: choose another name; nothing is written over\n"
        )
    assert Path("a.md").read_text(encoding="utf-8") == "mine"
    assert not Path("gone.md").exists()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("x.md",), "the family of the job is missing\n  = hint: add --family with one of: "),
        (("--family", "reserch", "x.md"), "there is no family of jobs 'reserch'\n  = hint: did you mean 'research'?"),
        (("--family", "research", "x.txt"), "posts are files in Markdown\n  = hint: name it x.md"),
        (("--family", "research", "x.md", "--rules-dir", "none"), "there is no such folder"),
        (("--family", "research", "a.md/x.md"), "there is such a file already"),
        (("--family", "research", "a.md/b/x.md"), "cannot be written: Not a directory"),
        (("--family", "research"), "Missing argument 'PATH'"),
    ],
)
def test_what_cannot_be_begun(args: tuple[str, ...], message: str) -> None:
    write("a.md", "mine")
    result = run("new", *args)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not Path("x.md").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be written here")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    assert run("new", "--family", "research", str(tmp_path / "locked" / "x.md")).exit_code == 2


def test_the_family_may_stand_in_the_settings() -> None:
    write(".jdlint.yaml", "family: research\n")
    result = run("new", "x.md")
    assert result.exit_code == 0
    assert re.fullmatch(r"x\.md: written, with \d\d questions; 'jdlint x\.md' says which are open\n", result.stderr)
    assert Path("x.md").read_text(encoding="utf-8").startswith("---\nfamily: research\n---\n\n# Research Scientist\n")


def test_it_may_go_to_standard_output() -> None:
    result = run("new", "--family", "research", "-")
    assert result.stdout.startswith("---\nfamily: research\n---\n")
    assert (result.stderr, list(Path().iterdir())) == ("", [])
