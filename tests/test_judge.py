"""What the page is told of a post, by the server and by Python in the browser alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command import prepare, real_linter, run, write

from jdlint.errors import ConfigError
from jdlint.planning import make_plan
from jdlint.settings.profiles import merge_on_profile
from jdlint.settings.selection import select_rules
from jdlint.web.live.about import EXAMPLES, about
from jdlint.web.live.desk import Desk, make_desk
from jdlint.web.live.flowing import flowing
from jdlint.web.live.judge import judge, mend

TODAY = date(2026, 7, 1)
TEXT = (
    "# Data engineer 🎉\n\n## Responsibilities\n\n- 🎉 日本 Join our fast-paced team, and keep the the loads running.\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch, real_rules=True)


@pytest.fixture(scope="module")
def desk() -> Desk:
    linter, _ = real_linter()
    settings = merge_on_profile(())
    return make_desk(make_plan(linter, select_rules(linter.ruleset.rules, settings), settings, TODAY), settings)


def in_browser(text: str, place: dict[str, Any]) -> str:
    """The words at a place as a browser cuts them out."""
    return text.encode("utf-16-le")[2 * place["start"] : 2 * place["end"]].decode("utf-16-le")


def by_rule(answer: Mapping[str, Any], of: str = "findings") -> dict[str, Any]:
    return {entry["rule"]: entry for entry in answer[of]}


def test_the_page_says_what_the_command_says(desk: Desk) -> None:
    for name in EXAMPLES:
        text = (Path(__file__).parent.parent / "examples" / name).read_text(encoding="utf-8")
        write(name, text)
        said = json.loads(run(name, "--output-format", "json", "--today", TODAY.isoformat()).stdout)["findings"]
        keys = ("rule", "severity", "level", "message", "ask", "line", "column")
        found = judge(desk, text, name)["findings"]
        assert [{key: entry[key] for key in keys} for entry in found] == [
            {key: entry[key] for key in keys} for entry in said
        ]


def test_places_are_those_of_a_browser(desk: Desk) -> None:
    answer = judge(desk, TEXT, "post.md")
    found = by_rule(answer)
    assert in_browser(TEXT, found["cliche-fast-paced"]) == "fast-paced team"
    assert in_browser(TEXT, found["doubled-word"]["fix"]["edits"][0]) in {" the", "the "}
    quote = by_rule(answer, "criteria")["role-type"]["quotes"][0]
    assert in_browser(TEXT, quote) == quote["text"] == "Data engineer 🎉"
    assert json.loads(json.dumps(answer)) == answer


def test_the_scorecard_is_that_of_the_command(desk: Desk) -> None:
    write("a.md", TEXT)
    card = json.loads(run("scorecard", "a.md", "--output-format", "json").stdout)["posts"][0]
    words = {0: "absent", 1: "generic", 2: "concrete", "n/a": "n/a"}
    answer = judge(desk, TEXT, "a.md")
    assert {c["rule"].replace("-", "_"): c["level"] for c in answer["criteria"]} == {
        key: words[value["level"]] for key, value in card.items() if isinstance(value, dict)
    }
    assert all(fact["stated"] is card[fact["field"]] for fact in answer["facts"])
    assert answer["family"] == card["role_type"]["family"] == "data-engineering"


def test_the_family_may_be_said(desk: Desk) -> None:
    assert judge(desk, TEXT, "a.md", "research")["family"] == "research"
    with pytest.raises(ConfigError, match="no family of jobs 'reserch'") as caught:
        judge(desk, TEXT, "a.md", "reserch")
    assert caught.value.hint == "did you mean 'research'?"


def test_questions_are_those_of_a_new_post_until_they_are_answered(desk: Desk) -> None:
    bare = desk.new_post("ml-engineering")
    asked = by_rule(judge(desk, bare, "post.md"), "questions")
    assert list(asked) == [line.split()[1].rstrip(":") for line in bare.splitlines() if line.startswith("<!-- ")][1:]
    assert asked["metrics"]["heading"] == "What you will do"
    assert "{" not in asked["metrics"]["ask"]
    answered = bare.replace("## What we offer", "## What we offer\n\nThe pay is £70,000 to £80,000 a year.")
    left = by_rule(judge(desk, answered, "post.md"), "questions")
    assert set(asked) - set(left) == {"salary-missing"}
    first = judge(desk, bare, "post.md")
    assert all(first["findings"][question["finding"]]["rule"] == rule for rule, question in asked.items())


def test_a_file_that_is_no_post_is_not_judged(desk: Desk) -> None:
    answer = judge(desk, "# Install\n\nRun `make`, then copy the program to a folder.\n", "readme.md")
    assert answer["unjudged"] == "the file is no job post"
    assert {criterion["level"] for criterion in answer["criteria"]} == {"not evaluated"}
    assert [fact["stated"] for fact in answer["facts"]] == [None] * 8
    assert answer["questions"] == []


def test_slips_are_mended_as_the_command_mends_them(desk: Desk) -> None:
    text = TEXT.replace("## Resp", "##Resp")
    write("a.md", text)
    run("a.md", "--fix")
    mended = mend(desk, text, "a.md")
    assert mended["text"] == Path("a.md").read_text(encoding="utf-8") != text
    assert mended["mended"] == judge(desk, text, "a.md")["counts"]["fixable"] == 2


def test_what_is_suppressed_is_counted(desk: Desk) -> None:
    text = TEXT.replace("running.", "running. <!-- jdlint-disable-line cliche-fast-paced -- they are -->")
    answer = judge(desk, text, "a.md")
    assert "cliche-fast-paced" not in by_rule(answer)
    assert answer["counts"]["suppressed"] == 1


def test_the_page_is_told_of_each_rule_and_family(desk: Desk) -> None:
    told = about(desk)
    assert set(told["rules"]) == {rule.id for rule in real_linter()[0].ruleset.rules}
    rule = told["rules"]["cliche-fast-paced"]
    assert rule["good"] == "We release twice a week; goals are set for a quarter."
    assert "\n" not in rule["why"]
    assert {family["name"]: family["title"] for family in told["families"]}["research"] == "Research Scientist"
    assert told["post"] is None


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_says_the_same_with_its_paragraphs_on_one_line(desk: Desk, name: str) -> None:
    text = (Path(__file__).parent.parent / "examples" / name).read_text(encoding="utf-8")
    shown = next(example for example in about(desk)["examples"] if example["name"] == name)
    assert shown["text"] == flowing(text)
    assert shown["text"].split() == text.split()
    once, again = (sorted(f["rule"] for f in judge(desk, words, name)["findings"]) for words in (text, shown["text"]))
    assert once == again
    assert shown["weak"] is (len(once) > 10)


def test_a_new_post_is_that_of_the_command_with_each_question_on_one_line(desk: Desk) -> None:
    made = run("new", "-", "--family", "research").stdout
    text = desk.new_post("research")
    assert text.split() == made.split()
    assert all(line.endswith("-->") for line in text.splitlines() if line.startswith("<!--"))
