"""The formats for other programs: as stored, and as those programs read them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from command import ROOT, prepare, run, write
from reports import HARD, ROCKSTAR, example_report

from jdlint.finding import Edit, Finding, Fix, Severity, Span
from jdlint.linted import LintedPost
from jdlint.output import FORMATS, Look
from jdlint.output.markdown import _MAX_BYTES
from jdlint.post.source import make_source
from jdlint.runner import Report

STORED = Path(__file__).parent / "snapshots" / "outputs"
SUFFIXES = {
    "json": "json", "jsonl": "jsonl", "sarif": "json", "gitlab": "json", "rdjson": "json",
    "junit": "xml", "checkstyle": "xml", "markdown": "md",
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch)


def show(name: str, report: Report, look: Look | None = None) -> str:
    return FORMATS[name].render(report, look or Look())


def with_findings(*findings: Finding, text: str = HARD) -> Report:
    """A report on one post with these findings."""
    report = example_report()
    (post,) = report.posts
    source = make_source(text, findings[0].path)
    return replace(report, posts=(LintedPost(source, replace(post.result, findings=findings)),), errors=())


def first_finding(**changes: Any) -> Finding:  # noqa: ANN401 - as replace
    return replace(next(example_report().findings), **changes)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_as_stored(name: str) -> None:
    text = re.sub(r'("(?:version|semanticVersion)": )"\d+\.\d+\.\d+"', r'\1"1.2.3"', show(name, example_report()))
    text = text.replace('"version": "1.2.3",\n  "runs"', '"version": "2.1.0",\n  "runs"')
    path = STORED / f"{name}.{SUFFIXES.get(name, 'txt')}"
    if os.environ.get("JDLINT_UPDATE"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


# --- where the word "rockstar" stands, as each format counts: line, first column, end (exclusive) or None


def code_points(end: bool = True) -> tuple[int, int, int | None]:
    column = HARD.splitlines()[2].index(ROCKSTAR) + 1
    return 3, column, column + len(ROCKSTAR) if end else None


def utf8_bytes() -> tuple[int, int, int]:
    column = HARD.splitlines()[2].encode().index(ROCKSTAR.encode()) + 1
    return 3, column, column + len(ROCKSTAR)


def from_text(text: str) -> tuple[int, int, None]:
    (found,) = re.findall(r"(\d+):(\d+):?\s.*\[rockstar\]", text)
    return int(found[0]), int(found[1]), None


def from_json(text: str) -> tuple[int, int, int]:
    found = json.loads(text)["findings"][1]
    assert found["end_line"] == found["line"]
    return found["line"], found["column"], found["end_column"]


def from_jsonl(text: str) -> tuple[int, int, int]:
    found = json.loads(text.splitlines()[1])
    return found["line"], found["column"], found["end_column"]


def from_sarif(text: str) -> tuple[int, int, int]:
    run = json.loads(text)["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][1]["locations"][0]["physicalLocation"]["region"]
    return region["startLine"], region["startColumn"], region["endColumn"]


def from_github(text: str) -> tuple[int, int, int]:
    found = re.search(r"::warning file=[^,]*,line=(\d+),endLine=\1,col=(\d+),endColumn=(\d+),", text)
    assert found
    return int(found[1]), int(found[2]), int(found[3])


def from_gitlab(text: str) -> tuple[int, int, int]:
    positions = json.loads(text)[1]["location"]["positions"]
    return positions["begin"]["line"], positions["begin"]["column"], positions["end"]["column"]


def from_xml(text: str) -> tuple[int, int, None]:
    (found,) = [item for item in ET.fromstring(text).iter() if item.get("line") == "3"]
    return int(found.attrib["line"]), int(found.attrib["column"]), None


def from_rdjson(text: str) -> tuple[int, int, int]:
    place = json.loads(text)["diagnostics"][1]["location"]["range"]
    return place["start"]["line"], place["start"]["column"], place["end"]["column"]


def from_markdown(text: str) -> tuple[int, int, None]:
    found = re.search(r"\| warning \| post.md:(\d+):(\d+) \|", text)
    assert found
    return int(found[1]), int(found[2]), None


READERS: dict[str, tuple[Callable[[str], tuple[int, int, int | None]], tuple[int, int, int | None]]] = {
    "full": (from_text, code_points(end=False)),
    "concise": (from_text, code_points(end=False)),
    "grouped": (from_text, code_points(end=False)),
    "json": (from_json, code_points()),
    "jsonl": (from_jsonl, code_points()),
    "sarif": (from_sarif, code_points()),
    "github": (from_github, code_points()),
    "gitlab": (from_gitlab, code_points()),
    "junit": (from_xml, code_points(end=False)),
    "checkstyle": (from_xml, code_points(end=False)),
    "rdjson": (from_rdjson, utf8_bytes()),
    "markdown": (from_markdown, code_points(end=False)),
}


@pytest.mark.parametrize("name", FORMATS)
def test_columns_are_right_in_each_format(name: str) -> None:
    write("post.md", HARD)
    result = run("post.md", "--output-format", name)
    read, expected = READERS[name]
    assert read(result.stdout) == expected
    assert result.exit_code == 1


def test_the_places_differ_between_the_units() -> None:
    """Else the test above would prove nothing."""
    assert code_points()[1] != utf8_bytes()[1]
    source = make_source(HARD, "a.md")
    assert source.utf16_position(HARD.index(ROCKSTAR))[1] not in (code_points()[1], utf8_bytes()[1])


# --- all formats


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_survives_odd_paths_and_texts(name: str) -> None:
    odd = "a\udcff<&>\"'|`\x1b\x00\uffff\u2028.md"
    finding = first_finding(path=odd, message="<b>]]>&amp; | \x07 \ufffe `x` \ud800")
    text = show(name, with_findings(finding, text="ninja ninja ninja"))
    data = text.encode("utf-8", "replace")
    if SUFFIXES.get(name) == "xml":
        assert ET.fromstring(data) is not None
    elif SUFFIXES.get(name) == "json":
        assert json.loads(data)


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.machine])
def test_nothing_to_tell_is_still_a_report(name: str) -> None:
    write("clear.md", "Clear.")
    result = run("clear.md", "--output-format", name)
    assert result.exit_code == 0
    assert result.stderr == ""
    if SUFFIXES.get(name) == "xml":
        assert len(list(ET.fromstring(result.stdout).iter("failure"))) == 0
    elif SUFFIXES.get(name) == "json":
        assert json.loads(result.stdout) is not None


def test_the_format_may_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", "ninja")
    monkeypatch.setenv("JDLINT_OUTPUT_FORMAT", "jsonl")
    assert json.loads(run("a.md").stdout.splitlines()[0])["rule"] == "ninja"
    assert run("a.md", "--output-format", "concise", "-q").stdout.startswith("a.md:1:1: error[ninja]")
    monkeypatch.setenv("JDLINT_OUTPUT_FORMAT", "yaml")
    assert run("a.md").exit_code == 2


# --- single formats


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_documented_with_an_example(name: str) -> None:
    page = (ROOT / "docs" / "outputs.md").read_text(encoding="utf-8")
    assert f"| `{name}` |" in page
    assert f"<!-- generated: output-{name} -->" in page.split(f"\n## {name}\n")[1].split("\n## ")[0]


def test_each_line_of_jsonl_is_an_object_and_the_last_the_summary() -> None:
    entries = [json.loads(line) for line in show("jsonl", example_report()).splitlines()]
    assert [entry["type"] for entry in entries] == ["finding", "finding", "error", "pass", "summary"]
    document = json.loads(show("json", example_report()))
    assert entries[0] == {"type": "finding", **document["findings"][0]}
    assert entries[-1] == {"type": "summary", "version": 1, **document["summary"]}


def test_a_fix_is_in_the_json() -> None:
    first, second = json.loads(show("json", example_report()))["findings"]
    assert first["fix"] is None
    line, column, end = code_points()
    assert second["fix"] == {
        "title": "Write 'engineer'",
        "safe": True,
        "edits": [
            {"line": line, "column": column, "end_line": line, "end_column": end, "replacement": "engineer"},
        ],
    }


def test_grouped_names_each_post_once() -> None:
    write("a.md", "ninja rockstar")
    write("b.md", "clear")
    write("c.md", "synergy")
    result = run("a.md", "b.md", "c.md", "--output-format", "grouped", "-q")
    assert result.stdout == (
        "a.md:\n"
        "  1:1  error[ninja] 'ninja' tells a candidate nothing\n"
        "  1:7  warning[rockstar] 'rockstar' tells a candidate nothing\n"
        "\n"
        "c.md:\n"
        "  1:1  info[synergy] 'synergy' tells a candidate nothing\n"
    )


def test_github_commands_are_escaped() -> None:
    finding = first_finding(path="a,b:c%.md", message="50% off: a, b", ask="Why?\nHow?")
    text = show("github", with_findings(finding))
    assert text == (
        "::error file=a%2Cb%3Ac%25.md,line=1,endLine=1,col=8,endColumn=13,title=jdlint%3A ninja"
        "::50%25 off: a, b%0AWhy? How?\n"
    )


def test_github_takes_no_columns_over_several_lines() -> None:
    text = show("github", with_findings(first_finding(end_line=3, end_column=2)))
    assert "line=1,endLine=3,title=" in text


def test_github_gets_the_gravest_first_and_the_rest_is_counted() -> None:
    write("a.md", "synergy rockstar " * 12 + "ninja")
    result = run("a.md", "--output-format", "github")
    kinds = [line.split()[0] for line in result.stdout.splitlines()]
    assert kinds == ["::error"] + ["::warning"] * 12 + ["::notice"] * 12
    assert result.stderr.startswith("notice: 4 of 25 are not shown as annotations: GitHub shows 10 errors")
    assert "not shown" not in run("a.md", "--output-format", "github", "-q").stderr
    write("b.md", "ninja " * 10)
    assert run("b.md", "--output-format", "github").stderr == ""


def test_errors_count_against_the_limit_of_github() -> None:
    write("b.md", "ninja " * 10)
    result = run("b.md", "missing.md", "--output-format", "github")
    assert result.exit_code == 2
    assert result.stdout.startswith("::error file=missing.md,title=jdlint::there is no such file or folder")
    assert "1 of 11 are not shown" in result.stderr


def test_gitlab_gets_the_fields_that_it_reads() -> None:
    issues = json.loads(show("gitlab", example_report()))
    for issue in issues:
        assert isinstance(issue["description"], str)
        assert isinstance(issue["check_name"], str)
        assert re.fullmatch("[0-9a-f]{64}", issue["fingerprint"])
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not Path(issue["location"]["path"]).is_absolute()
        assert issue["location"]["positions"]["begin"]["line"] >= 1
    assert [issue["severity"] for issue in issues] == ["blocker", "major", "minor"]
    assert json.loads(show("gitlab", Report())) == []


def gitlab_fingerprints(text: str, name: str = "a.md") -> list[str]:
    write(name, text)
    return [issue["fingerprint"] for issue in json.loads(run(name, "--output-format", "gitlab").stdout)]


def test_fingerprints_do_not_move_with_the_lines() -> None:
    before = gitlab_fingerprints("ninja, rockstar\n\nninja\n")
    after = gitlab_fingerprints("New.\n\n\trockstar and ninja\n\nNew. ninja\n")
    assert len(set(before)) == 3
    assert set(after) == set(before)
    assert not set(gitlab_fingerprints("ninja", "b.md")) & set(before)


def test_reviewdog_s_suggestion_mends_the_bytes() -> None:
    diagnostic = json.loads(show("rdjson", example_report()))["diagnostics"][-1]
    assert apply_suggestion(HARD, diagnostic["suggestions"][0]) == HARD.replace("rockstar", "engineer")


def test_several_edits_are_one_suggestion() -> None:
    edits = tuple(
        Edit(Span(HARD.index(word), HARD.index(word) + len(word)), word.upper()) for word in ("ninja", "日本")
    )
    report = with_findings(first_finding(fix=Fix("Shout", edits)))
    (diagnostic,) = json.loads(show("rdjson", report))["diagnostics"]
    (suggestion,) = diagnostic["suggestions"]
    assert apply_suggestion(HARD, suggestion) == HARD.replace("ninja", "NINJA")


def apply_suggestion(text: str, suggestion: dict[str, Any]) -> str:
    """What reviewdog makes of a suggestion: columns count bytes."""
    lines = text.encode().splitlines(keepends=True)
    starts = [sum(map(len, lines[:index])) for index in range(len(lines) + 1)]
    ends = suggestion["range"]["start"], suggestion["range"]["end"]
    start, end = (starts[place["line"] - 1] + place["column"] - 1 for place in ends)
    data = text.encode()
    replacement: str = suggestion["text"]
    return (data[:start] + replacement.encode() + data[end:]).decode()


def test_junit_counts_its_cases() -> None:
    write("a.md", "ninja rockstar")
    write("b.md", "clear")
    root = ET.fromstring(run("a.md", "b.md", "missing.md", "--output-format", "junit").stdout)
    assert root.attrib == {"name": "jdlint", "tests": "4", "failures": "2", "errors": "1"}
    assert [suite.get("name") for suite in root] == ["missing.md", "a.md", "b.md"]
    assert [len(suite) for suite in root] == [1, 2, 1]
    assert [child.tag for child in root.iter() if child.tag not in ("testsuites", "testsuite", "testcase")] == [
        "error", "failure", "failure",
    ]  # fmt: skip


def test_checkstyle_names_the_rule() -> None:
    root = ET.fromstring(show("checkstyle", example_report()))
    assert [(item.get("severity"), item.get("source")) for item in root.iter("error")] == [
        ("error", "jdlint"), ("error", "jdlint.ninja"), ("warning", "jdlint.rockstar"),
    ]  # fmt: skip


def test_markdown_is_no_way_to_write_into_the_summary() -> None:
    finding = first_finding(message="a | b <img src=x> [x](http://y) `c` *d* \\|")
    row = show("markdown", with_findings(finding)).splitlines()[-1]
    assert row.count("|") - row.count("\\|") == 6
    assert not re.search(r"(?<!\\)[<>*`\[\]]", row)


def test_markdown_stays_within_what_github_takes() -> None:
    findings = tuple(first_finding(message="x" * 500) for _ in range(3000))
    text = show("markdown", with_findings(*findings))
    rows = text.count("| error |")
    assert len(text.encode()) < _MAX_BYTES + 100
    assert text.endswith(f"\n{3000 - rows} more are not shown here.\n")
    assert 1000 < rows < 3000


def test_markdown_can_do_without_the_summary() -> None:
    write("a.md", "rockstar ninja")
    lines = run("a.md", "--output-format", "markdown", "-q").stdout.splitlines()
    assert lines[0] == "| severity | where | rule | what | to answer |"
    assert [line.split(" | ")[0] for line in lines[2:]] == ["| error", "| warning"]
    assert run("a.md", "--output-format", "markdown").stdout.startswith("Found 2 problems (1 error, 1 warning)")


def test_paths_start_at_the_root_of_the_repository(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    write("repo/.git/HEAD", "ref: refs/heads/main\n")
    write("repo/jobs/é a.md", "ninja")
    monkeypatch.chdir(folder / "repo" / "jobs")
    assert "::error file=jobs/é a.md,line=1" in run("é a.md", "--output-format", "github").stdout
    assert "file=jobs/é a.md," in run(str(folder / "repo" / "jobs" / "é a.md"), "--output-format", "github").stdout
    result = json.loads(run("é a.md", "--output-format", "sarif").stdout)["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "jobs/%C3%A9%20a.md"}
    assert json.loads(run("é a.md", "--output-format", "gitlab").stdout)[0]["location"]["path"] == "jobs/é a.md"
    assert json.loads(run("é a.md", "--output-format", "json").stdout)["findings"][0]["path"] == "é a.md"


def test_a_severity_has_a_word_in_each_format() -> None:
    for name in FORMATS:
        for severity in Severity:
            assert show(name, with_findings(first_finding(severity=severity)))
