"""Rules that grow graver where a law of the post's places holds on the day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from command import concise, prepare, run, write

from jdlint.linter import load_linter
from jdlint.ruleset.jurisdiction_file import places_of

POST = "# Data Engineer\n\n## Responsibilities\n\n- Load the readings.\n\n## Requirements\n\n- SQL\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch, real_rules=True)


def severity(rule: str, day: str, *options: str) -> str | None:
    """The severity of what a rule finds in ``a.md`` on a day."""
    result = run("--select", rule, "--today", day, "--output-format", "json", *options, "a.md")
    assert result.exit_code in (0, 1), result.output
    findings = json.loads(result.stdout)["findings"]
    return findings[0]["severity"] if findings else None


def front(text: str) -> str:
    return f"---\n{text}\n---\n\n{POST}"


@pytest.mark.parametrize(
    ("codes", "day", "expected"),
    [
        ("US-ME", "2026-07-12", "info"),
        ("US-ME", "2026-07-13", "warning"),
        ("US-CO,DE", "2026-07-13", "warning"),
        ("DE", "2026-07-13", "info"),
        ("US-OH-CLE", "2026-01-01", "warning"),
        ("US-NY-NYC", "2026-01-01", "warning"),
        ("US-HI", "2026-01-01", "info"),
        ("US-DE", "2028-01-01", "info"),
        ("JP", "2026-01-01", "info"),
    ],
)
def test_the_severity_follows_the_law_of_the_day(codes: str, day: str, expected: str) -> None:
    write("a.md", POST)
    assert severity("salary-missing", day, "--jurisdictions", codes) == expected


def test_without_places_no_law_is_looked_up() -> None:
    write("a.md", POST)
    assert severity("salary-missing", "2026-07-13") == "info"
    assert "By law" not in concise("--select", "salary-missing", "a.md").stdout


def test_the_finding_names_the_law_and_the_day() -> None:
    write("a.md", POST)
    found = concise(
        "--select", "salary-missing", "--jurisdictions", "US-CA,US-HI", "--today", "2026-07-13", "a.md"
    ).stdout
    assert "California (US-CA) since 2023-01-01 for employers of 15 or more" in found
    assert "Hawaii (US-HI) since 2024-01-01 for employers of 50 or more, not fully confirmed" in found
    assert "(as of 2026-07-13; no legal advice)" in found


def test_a_post_goes_by_its_own_places() -> None:
    write("jdlint.yaml", "jurisdictions: [US-CO]\n")
    write("a.md", front("jurisdictions: DE"))
    assert severity("salary-missing", "2026-07-13") == "info"
    write("a.md", front("jurisdictions: [US-CA]"))
    assert severity("salary-missing", "2026-07-13") == "warning"
    assert severity("salary-missing", "2026-07-13", "--jurisdictions", "DE") == "warning"


@pytest.mark.parametrize(("size", "expected"), [("14", "info"), ("15", "warning"), ("many", "warning")])
def test_small_employers_are_not_bound(size: str, expected: str) -> None:
    write("a.md", front(f"jurisdictions: [US-CA]\nemployer-size: {size}"))
    assert severity("salary-missing", "2026-07-13") == expected


@pytest.mark.parametrize("mark", ["closed: true", "validThrough: 2026-07-12"])
def test_closed_posts_are_left_alone(mark: str) -> None:
    write("a.md", front(f"jurisdictions: [US-CO]\n{mark}"))
    assert severity("salary-missing", "2026-07-13") == "info"
    assert severity("closing-date-missing", "2026-07-13") is None


def test_a_severity_of_the_user_stays() -> None:
    write("jdlint.yaml", "jurisdictions: [US-CO]\nseverity: {salary-missing: info}\n")
    write("a.md", POST)
    assert severity("salary-missing", "2026-07-13") == "info"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("vacancy-statement-missing", "warning"),
        ("ai-use-statement-missing", "info"),
        ("closing-date-missing", None),
    ],
)
def test_some_rules_speak_only_where_a_law_does(rule: str, expected: str | None) -> None:
    write("a.md", POST)
    assert severity(rule, "2026-07-13") is None
    assert severity(rule, "2026-07-13", "--jurisdictions", "CA-ON") == expected
    assert severity(rule, "2025-12-31", "--jurisdictions", "CA-ON") is None


@pytest.mark.parametrize(
    ("key", "value", "hint"),
    [("jurisdictions", "US-CX", "did you mean"), ("provided-elsewhere", "aply", "did you mean 'apply'?")],
)
def test_what_is_not_known_is_an_error_at_its_place(key: str, value: str, hint: str) -> None:
    write("a.md", POST)
    write("jdlint.yaml", f"{key}: [{value}]\n")

    result = run("a.md")

    assert result.exit_code == 2
    assert f"jdlint.yaml:1:{len(key) + 4}: error: {key}: '{value}' is not known" in result.output
    assert hint in result.output


def test_a_folder_of_one_s_own_adds_a_place() -> None:
    duty = "from: 2026-09-01, subjects: [pay], asks: a figure, law: house rules, confirmed: all"
    write("ours/_jurisdictions/XA-HQ.yaml", f"name: Head office\nchecked: 2026-08-01\nduties:\n  - {{{duty}}}\n")
    write("a.md", POST)
    options = ("--rules-dir", "ours", "--jurisdictions", "XA-HQ")
    assert severity("salary-missing", "2026-08-31", *options) == "info"
    assert severity("salary-missing", "2026-09-01", *options) == "warning"


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("XA", "name: A\nchecked: soon\n", ":2:10: error: checked: 'soon' is no day"),
        ("xa", "name: A\nchecked: 2026-08-01\n", ":1:1: error: 'xa' cannot be a code"),
        (
            "XA",
            "name: A\nchecked: 2026-08-01\nduties: [{from: 2026-01-01, subjects: [wages]}]\n",
            "'wages' is not known",
        ),
        ("XA", "name: A\nchecked: 2026-08-01\nlaws: []\n", ":3:1: error: unknown key 'laws'"),
        ("US-CO", "name: A\nchecked: 2026-08-01\n", "there is a jurisdiction 'US-CO' already"),
    ],
)
def test_a_broken_file_is_an_error_at_its_place(name: str, text: str, problem: str) -> None:
    write(f"ours/_jurisdictions/{name}.yaml", text)
    write("a.md", POST)

    result = run("--rules-dir", "ours", "a.md")

    assert result.exit_code == 2
    assert problem in result.output


def test_the_shipped_table_is_whole() -> None:
    table = load_linter()[0].ruleset.jurisdictions
    for place in table.values():
        assert place.duties or place.note, f"{place.code} says nothing"
        assert place.checked <= date.today()
        assert set(place.within) <= table.keys()
        for duty in place.duties:
            assert duty.confirmed != "all" or duty.sources, f"{place.code}: what is confirmed has a source"


def test_a_place_is_within_others() -> None:
    table = load_linter()[0].ruleset.jurisdictions
    assert [place.code for place in places_of(["US-NY-NYC"], table)] == ["US-NY-NYC", "US-NY", "US"]
    assert [place.code for place in places_of(["AT", "EU", "XX"], table)] == ["AT", "EU"]


def test_the_page_of_a_rule_names_the_laws_that_it_follows() -> None:
    page = run("rule", "closing-date-missing").stdout
    assert "- Colorado (US-CO) since 2024-01-01: the date on which the application window" in page
    assert "It is silent elsewhere. No legal" in page
    data = json.loads(run("rule", "closing-date-missing", "--output-format", "json").stdout)["rule"]
    assert (data["law"], data["only_by_law"], data["reports_missing"]) == ("closing-date", True, None)
    assert "## Laws" not in run("rule", "pay-too-wide").stdout


@pytest.mark.parametrize(
    ("words", "silent"),
    [
        ("We use artificial intelligence to screen applications.", True),
        ("We do not use AI to assess applicants.", True),
        ("Candidates are not permitted to use AI in an interview for this selection.", False),
    ],
)
def test_what_is_said_of_the_use_of_ai_is_told_from_the_work(words: str, silent: bool) -> None:
    duty = "- Build AI that assesses applicants for loans.\n"
    write("a.md", f"{POST.replace('- Load the readings.', duty)}\n## How we hire\n\n{words}\n")
    found = severity("ai-use-statement-missing", "2026-07-13", "--jurisdictions", "CA-ON")
    assert (found is None) == silent
