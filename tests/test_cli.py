"""Which posts and rules a run takes, and how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from command import NINJA, concise, prepare, run, write


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch)


def test_paths_need_no_command() -> None:
    write("a.md", "Be a ninja!")
    result = concise("a.md")
    assert result.stdout == concise("check", "a.md").stdout == NINJA
    assert result.exit_code == 1


def test_without_paths_the_current_folder_is_linted() -> None:
    write("posts/a.md", "Be a ninja!")
    assert run().stdout == run(".").stdout
    assert "posts/a.md:1:6: error[ninja]" in run().stdout


def test_options_may_stand_before_paths_and_after() -> None:
    write("a.md", "Be a ninja!")
    assert run("-q", "--output-format=concise", "a.md").stdout == run("a.md", "--output-format", "concise", "-q").stdout


def test_a_file_called_like_a_command_is_linted_by_its_path() -> None:
    write("rule", "Be a ninja!")
    for args in (["./rule"], ["check", "rule"], ["--", "rule"]):
        assert "rule:1:6: error[ninja]" in concise(*args).stdout


def test_findings_are_sorted_by_path_line_column_and_rule() -> None:
    write("b.md", "ninja")
    write("a.md", "rockstar ninja\nsynergy")
    lines = concise("b.md", "a.md").stdout.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["a.md:1:1:", "a.md:1:10:", "a.md:2:1:", "b.md:1:1:"]


def test_standard_input() -> None:
    result = run("-", "--output-format", "concise", "-q", stdin=b"\xef\xbb\xbfBe a ninja!")
    assert result.stdout == "<stdin>:1:6: error[ninja] 'ninja' tells a candidate nothing\n"
    assert result.exit_code == 1


def test_a_file_that_cannot_be_decoded_is_an_error_and_the_others_are_linted() -> None:
    write("a.md", "Be a ninja!")
    Path("b.md").write_bytes(b"one\ntwo \xff")
    result = concise("a.md", "b.md")
    assert result.stdout == NINJA
    assert result.stderr == "b.md:2:5: error: not UTF-8: byte 0xff at offset 8\n  = hint: save the file as UTF-8\n"
    assert result.exit_code == 2


def test_a_missing_file_is_an_error_and_the_others_are_linted() -> None:
    write("a.md", "Be a ninja!")
    for missing, message in (
        ("none.md", "there is no such file or folder\n"),
        ("posts/*.md", "no file matches\n  = hint: "),
    ):
        result = concise("a.md", missing)
        assert result.stdout == NINJA
        assert result.stderr.startswith(f"{missing}: error: {message}")
        assert result.exit_code == 2


def test_a_pipe_does_not_hang() -> None:
    os.mkfifo("p.md")
    result = concise("p.md")
    assert result.stderr.startswith("p.md: error: is not a regular file\n")
    assert result.exit_code == 2


def test_a_link_that_leads_nowhere() -> None:
    Path("a.md").symlink_to("gone.md")
    result = concise(".")
    assert result.stderr == (
        "a.md: error: cannot be read: No such file or directory\n  = hint: it is a link that leads nowhere\n"
    )
    assert result.exit_code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read() -> None:
    write("a.md", "x")
    Path("a.md").chmod(0)
    result = concise("a.md")
    assert "a.md: error: cannot be read: Permission denied" in result.stderr
    assert result.exit_code == 2


def test_an_empty_folder_is_no_fault() -> None:
    write("posts/README.md", "Be a ninja!")
    result = run("posts")
    assert result.exit_code == 0
    assert result.stdout == "No post was linted.\n"
    assert result.stderr.startswith("notice: posts: no post (*.md, *.markdown) is in this folder; left out: 1 README")
    assert run("posts", "-q").output == ""


@pytest.mark.parametrize(
    ("args", "found"),
    [
        ([], {"ninja", "rockstar", "synergy"}),
        (["--select", "ninja"], {"ninja"}),
        (["--select", "ninja, synergy"], {"ninja", "synergy"}),
        (["--select", "ninja", "--select", "synergy"], {"ninja", "synergy"}),
        (["--select", "language"], {"ninja", "rockstar"}),
        (["--ignore", "language"], {"synergy"}),
        (["--select", "language", "--ignore", "rockstar"], {"ninja"}),
        (["--select", "rockstar", "--ignore", "language"], {"rockstar"}),
        (["--select", "ALL", "--ignore", "ninja,rockstar"], {"synergy"}),
    ],
)
def test_select_and_ignore(args: list[str], found: set[str]) -> None:
    write("a.md", "ninja rockstar synergy")
    assert {line.split("[")[1].split("]")[0] for line in concise("a.md", *args).stdout.splitlines()} == found


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_no_silent_pass(option: str) -> None:
    write("a.md", "ninja")
    result = run("a.md", option, "ninjas")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == "jdlint: error: there is no rule or category 'ninjas'\n  = hint: did you mean 'ninja'?\n"


def test_an_empty_selection_is_refused() -> None:
    result = run("--select", " , ")
    assert result.exit_code == 2
    assert "the list is empty" in result.stderr


def test_it_is_said_when_no_rule_is_left() -> None:
    write("a.md", "ninja")
    result = run("a.md", "--ignore", "ALL")
    assert result.stderr == "notice: no rule is on, so nothing is checked\n"
    assert result.exit_code == 0


def test_a_rules_folder_that_is_missing_ends_the_run() -> None:
    write("a.md", "ninja")
    for output_format in ("full", "json"):
        result = run("a.md", "--rules-dir", "none", "--output-format", output_format)
        assert result.exit_code == 2
        assert result.stderr == "none: error: there is no such folder\n  = hint: make it\n"
    assert json.loads(result.stdout)["errors"][0]["path"] == "none"
    assert json.loads(result.stdout)["summary"]["posts"] == 0


def test_a_family_must_be_known() -> None:
    write("a.md", "fine")
    assert run("a.md", "--family", "research").exit_code == 0
    result = run("a.md", "--family", "reserch")
    assert result.exit_code == 2
    assert result.stderr == (
        "jdlint: error: there is no family of jobs 'reserch'\n  = hint: did you mean 'research'?\n"
    )


@pytest.mark.parametrize(
    ("front_matter", "option", "why"),
    [("draft: true", "--skip-drafts", "a draft"), ("active: false", "--skip-closed", "closed")],
)
def test_drafts_and_closed_posts_are_linted_unless_skipped(front_matter: str, option: str, why: str) -> None:
    write("a.md", f"---\n{front_matter}\n---\nBe a ninja!")
    assert run("a.md").exit_code == 1
    result = run("a.md", option)
    assert result.exit_code == 0
    assert result.stderr == f"notice: a.md: skipped, the post is {why}\n"
    write("jdlint.yaml", f"{option[2:]}: true\n")
    assert run("a.md").exit_code == 0
    assert run("a.md", option.replace("--", "--no-", 1)).exit_code == 1


def test_the_nearest_settings_hold_and_the_command_line_wins() -> None:
    write("a.md", "rockstar ninja")
    write("jdlint.yaml", "select: [rockstar]\nfail-on: warning\n")
    assert concise("a.md").stdout.count("\n") == 1
    assert run("a.md").exit_code == 1
    assert run("a.md", "--fail-on", "error").exit_code == 0
    assert "error[ninja]" in concise("a.md", "--select", "ninja").stdout
    assert concise("a.md", "--isolated").stdout.count("\n") == 2


def test_ignore_adds_to_the_settings() -> None:
    write("a.md", "rockstar ninja synergy")
    write("pyproject.toml", '[tool.jdlint]\nignore = ["ninja"]\n')
    assert "rockstar" in concise("a.md").stdout
    assert concise("a.md", "--ignore", "rockstar").stdout.count("\n") == 1


def test_a_settings_file_may_be_named() -> None:
    write("a.md", "rockstar")
    write("other/strict.yaml", "fail-on: warning\n")
    assert run("a.md", "--config", "other/strict.yaml").exit_code == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct: [ninja]\n", "jdlint.yaml:1:1: error: "),
        ("select:\n  - ninjas\n", "jdlint.yaml:2:5: error: there is no rule or category 'ninjas'"),
        ("fail-on: warn\n", "jdlint.yaml:1:10: error: "),
    ],
)
def test_settings_that_cannot_be_used_end_the_run(text: str, message: str) -> None:
    write("a.md", "ninja")
    write("jdlint.yaml", text)
    result = run("a.md")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(message)
    assert "= hint: " in result.stderr


def test_a_missing_settings_file_ends_the_run() -> None:
    result = run("--config", "none.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith("none.yaml: error: cannot be read")
    assert run("--config", "none.yaml", "--isolated").exit_code == 2
