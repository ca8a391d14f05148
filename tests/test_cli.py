"""The command, driven as users drive it, on a linter whose rules are four words (``fake_linter``)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click
import fake_linter
import pytest
from click.testing import CliRunner, Result

import jdlint.commands.test
from jdlint.cli import app
from jdlint.rule_examples import ExampleProblem

ROOT = Path(__file__).parent.parent
COMMAND = "import pytest, fake_linter; fake_linter.install(pytest.MonkeyPatch()); from jdlint.cli import main; main()"
NINJA = "a.md:1:6: error[ninja] 'ninja' tells a candidate nothing\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and an environment that asks for nothing."""
    for name in ("NO_COLOR", "FORCE_COLOR", "JDLINT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    fake_linter.install(monkeypatch)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def run(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, args, prog_name="jdlint", input=stdin)


def concise(*args: str) -> Result:
    return run("--output-format", "concise", "-q", *args)


def start(args: Sequence[str], prefix: str = "", **env: str) -> subprocess.Popen[bytes]:
    """The command in a process of its own."""
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests"), *sys.path[:1]))
    return subprocess.Popen(
        [sys.executable, "-c", prefix + COMMAND, *args],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((os.environ.get("PYTHONPATH", ""), paths)), **env},
    )


# --- what is linted


def test_paths_need_no_command() -> None:
    write("a.md", "Be a ninja!")
    short, long = concise("a.md"), concise("a.md")
    assert short.stdout == long.stdout == NINJA
    assert run("check", "a.md").stdout == run("a.md").stdout
    assert short.exit_code == 1


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
    result = concise("a.md", "posts/*.md")
    assert result.stdout == NINJA
    assert result.stderr.startswith("posts/*.md: error: no file matches\n  = hint: ")
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


# --- which rules


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


# --- settings


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
def test_settings_that_cannot_be_used_end_the_run(text: str, message: str, folder: Path) -> None:
    write("a.md", "ninja")
    write("jdlint.yaml", text)
    result = run("a.md")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"{folder}/{message}")
    assert "= hint: " in result.stderr


def test_a_missing_settings_file_ends_the_run() -> None:
    result = run("--config", "none.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith("none.yaml: error: cannot be read")
    assert run("--config", "none.yaml", "--isolated").exit_code == 2


# --- how it ends


@pytest.mark.parametrize("output_format", ["full", "concise", "json"])
@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        ("clear", "info", 0),
        ("synergy", "error", 0),
        ("synergy", "warning", 0),
        ("synergy", "info", 1),
        ("rockstar", "warning", 1),
        ("rockstar", "error", 0),
        ("ninja", "error", 1),
        ("ninja", "never", 0),
        ("CRASH", "never", 2),
    ],
)
def test_exit_codes_are_the_same_in_every_format(text: str, fail_on: str, code: int, output_format: str) -> None:
    write("a.md", text)
    assert run("a.md", "--fail-on", fail_on, "--output-format", output_format).exit_code == code


def test_an_error_outweighs_findings() -> None:
    write("a.md", "ninja")
    assert run("a.md", "none.md").exit_code == 2


@pytest.mark.parametrize(
    "args", [["--nope"], ["--fail-on", "warn"], ["--output-format", "xml"], ["--color", "blue"], ["rule"], ["test", "none"]]
)  # fmt: skip
def test_wrong_usage_exits_with_2(args: list[str]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "rror: " in result.stderr


def test_a_fault_of_jdlint_is_an_error_of_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", "Be a ninja!")
    write("b.md", "CRASH")
    result = concise("a.md", "b.md")
    assert result.stdout == NINJA
    assert result.stderr.startswith("b.md: error: internal error: RuntimeError: the word CRASH was read\n")
    assert "please report it" in result.stderr
    assert "Traceback" not in result.stderr
    assert result.exit_code == 2
    monkeypatch.setenv("JDLINT_DEBUG", "1")
    assert "Traceback (most recent call last)" in concise("b.md").stderr


def test_a_fault_outside_of_a_file_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("jdlint.commands.check.load_linter", broken)
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith("jdlint: error: internal error: ZeroDivisionError\n")
    assert result.stdout == ""


# --- what is shown


def test_statistics_and_summary() -> None:
    write("a.md", "ninja rockstar rockstar")
    result = run("a.md", "--output-format", "concise", "--statistics")
    assert result.stdout.splitlines()[3:] == [
        "2  warning  rockstar",
        "1  error    ninja",
        "",
        "Found 3 problems (1 error, 2 warnings) in 1 of 1 post.",
    ]
    assert result.stderr == ""


def test_a_machine_format_is_never_mixed_with_prose() -> None:
    write("a.md", "ninja")
    result = run("a.md", "none.md", "--output-format", "json", "--statistics")
    document = json.loads(result.stdout)
    assert [finding["rule"] for finding in document["findings"]] == ["ninja"]
    assert [error["path"] for error in document["errors"]] == ["none.md"]
    assert result.stderr.endswith("1  error    ninja\n")
    assert "none.md: error: " in result.stderr


def test_passes_are_shown_when_asked_for() -> None:
    write("a.md", "You stop fraud in cards.")
    assert "pass[" not in run("a.md").stdout
    line = 'a.md:1:1: pass[business-problem] "You stop fraud in cards"\n'
    assert run("a.md", "--show-passes", "--output-format", "concise").stdout.startswith(line)
    assert run("a.md", "--show-passes").stdout.startswith(line)


def test_quiet_leaves_findings_and_errors() -> None:
    write("a.md", "Be a ninja!")
    write("empty/README.md", "x")
    result = concise("a.md", "empty", "none.md")
    assert result.stdout == NINJA
    assert result.stderr == "none.md: error: there is no such file or folder\n"


@pytest.mark.parametrize(
    ("args", "env", "colored"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "0"}, False),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
    ],
)
def test_colour(args: list[str], env: dict[str, str], colored: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    write("a.md", "ninja")
    result = run("a.md", "none.md", *args)
    assert ("\x1b[" in result.stdout) == colored
    assert ("\x1b[" in result.stderr) == colored
    assert "error[ninja]" in click.unstyle(result.stdout)


def test_json_has_no_colour() -> None:
    write("a.md", "ninja")
    assert "\x1b" not in run("a.md", "--output-format", "json", "--color", "always").stdout


# --- a file for the report


def test_the_report_goes_to_a_file() -> None:
    write("a.md", "ninja 日本")
    shown = run("a.md", "--output-format", "json").stdout
    result = run("a.md", "--output-format", "json", "-o", "report.json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == "Found 1 problem (1 error) in 1 of 1 post.\n"
    assert Path("report.json").read_text(encoding="utf-8") == shown
    assert sorted(path.name for path in Path().iterdir()) == ["a.md", "report.json"]


def test_a_report_replaces_one_before_and_keeps_its_mode_and_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    write("a.md", "ninja")
    write("old/report.txt", "x" * 10_000)
    Path("old/report.txt").chmod(0o640)
    Path("link.txt").symlink_to("old/report.txt")
    run("a.md", "-o", "link.txt")
    assert Path("old/report.txt").read_text(encoding="utf-8").startswith("a.md:1:1: error[ninja]")
    assert Path("old/report.txt").stat().st_mode & 0o777 == 0o640
    assert Path("link.txt").is_symlink()


@pytest.mark.parametrize("target", ["none/report.json", ".", "a.md/x"])
def test_a_report_that_cannot_be_written_is_an_error(target: str) -> None:
    write("a.md", "clear")
    result = run("a.md", "-o", target)
    assert result.exit_code == 2
    assert "error: cannot be written: " in result.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["a.md"]


def test_a_report_never_overwrites_a_post() -> None:
    write("a.md", "clear")
    result = run(".", "-o", "./a.md")
    assert result.exit_code == 2
    assert "would overwrite a post" in result.stderr
    assert Path("a.md").read_text(encoding="utf-8") == "clear"


def test_a_report_to_a_device() -> None:
    write("a.md", "clear")
    assert run("a.md", "-o", os.devnull).exit_code == 0
    assert not Path(os.devnull).is_file()


# --- the other commands


def test_rules_are_listed_by_category() -> None:
    result = run("rules")
    assert result.exit_code == 0
    assert result.stdout == (
        "structure\n"
        "  synergy   info     Say it without synergy\n"
        "\n"
        "language\n"
        "  ninja     error    Say it without ninja\n"
        "  rockstar  warning  Say it without rockstar\n"
        "\n"
        "3 rules; 'jdlint rule ID' explains one.\n"
    )


def test_rules_as_json() -> None:
    document = json.loads(run("rules", "--output-format", "json").stdout)
    assert [rule["id"] for rule in document["rules"]] == ["ninja", "rockstar", "synergy"]
    assert document["rules"][0] == json.loads(run("rule", "ninja", "--output-format", "json").stdout)["rule"]
    assert document["rules"][0]["severity"] == {"any": "error"}
    assert document["rules"][0]["examples"]["bad"][0]["spans"] == [[5, 10]]


def test_a_rule_is_explained() -> None:
    result = run("rule", "ninja")
    assert result.exit_code == 0
    for text in ("# ninja", "What does the work consist of?", "help nobody choose", "- Be a ⟦ninja⟧!", "- A source"):
        assert text in result.stdout


def test_an_unknown_rule_is_not_explained() -> None:
    result = run("rule", "ninjaa")
    assert result.exit_code == 2
    assert result.stderr == "jdlint: error: there is no rule 'ninjaa'\n  = hint: did you mean 'ninja'?\n"


@pytest.mark.parametrize("args", [["rules"], ["rule", "ninja"], ["test"]])
def test_broken_rules_end_every_command(args: list[str]) -> None:
    result = run(*args, "--rules-dir", "none")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("none: error: ")


def test_examples_that_behave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jdlint.commands.test, "test_rules", lambda linter, rules: ())
    result = run("test")
    assert result.stdout == "3 rules, 6 examples, 0 misbehave\n"
    assert result.exit_code == 0


def test_examples_that_misbehave(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = ExampleProblem("ninja", "Noisy", "rules/language/ninja.yaml", 12, "fires on 'You plan the week.'")
    monkeypatch.setattr(jdlint.commands.test, "test_rules", lambda linter, rules: (problem,))
    result = run("test")
    assert result.stdout == (
        "rules/language/ninja.yaml:12: Noisy[ninja] fires on 'You plan the week.'\n3 rules, 6 examples, 1 misbehave\n"
    )
    assert result.exit_code == 1


def test_a_folder_without_rules_is_not_tested() -> None:
    Path("empty").mkdir()
    result = run("test", "empty")
    assert result.exit_code == 2
    assert result.stderr.startswith("empty: error: there is no rule")


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("command", [[], ["check"], ["rules"], ["rule"], ["test"]])
def test_every_command_has_help(command: list[str], option: str) -> None:
    result = run(*command, option)
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: jdlint")
    assert "xit" in result.stdout.split("Options:")[0], "exit codes are documented"
    assert result.stdout.isascii()


def test_help_names_all_options() -> None:
    text = run("check", "--help").stdout
    for option in ("--select", "--ignore", "--fail-on", "--output-format", "-o, --output-file", "--color",
                   "--statistics", "--rules-dir", "--family", "--skip-drafts", "--skip-closed", "--config",
                   "--isolated", "--show-passes", "-q, --quiet"):  # fmt: skip
        assert f"  {option}" in text


def test_the_main_help_names_both_ways_and_all_commands() -> None:
    text = run("--help").stdout
    assert "jdlint [OPTIONS] [PATHS]..." in text
    for command in ("check", "rules", "rule", "test"):
        assert f"\n  {command}  " in text


def test_version() -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("jdlint ")


# --- in a process of its own


def test_a_closed_pipe_ends_quietly() -> None:
    write("a.md", "ninja\n" * 20_000)
    process = start(["a.md", "--output-format", "concise"])
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline().startswith(b"a.md:1:1: error[ninja]")
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait(30) == 1
    assert errors == b""


def test_an_interrupt_ends_with_130_and_without_a_traceback() -> None:
    write("a.md", "SLOW")
    process = start(["a.md"], prefix="import sys; print('begun', file=sys.stderr, flush=True); ")
    assert process.stderr
    assert process.stderr.readline() == b"begun\n"
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=30)
    assert (process.returncode, out, errors) == (130, b"", b"")


@pytest.mark.parametrize(("encoding", "shown"), [("cp1252", "Be a ?? ninja ?"), ("latin-1", "Be a ?? ninja ?")])
def test_a_terminal_that_lacks_the_characters(encoding: str, shown: str) -> None:
    write("a.md", "Be a 日本 ninja 🎉")
    out, errors = start(["a.md", "日.md"], PYTHONIOENCODING=encoding, PYTHONUTF8="0").communicate(timeout=30)
    assert f"1 | {shown}".encode() in out
    assert errors == b"?.md: error: there is no such file or folder\n"


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}])
def test_a_terminal_without_a_language(env: dict[str, str]) -> None:
    write("a.md", "Be a 日本 ninja 🎉")
    process = start(["a.md", "日.md"], **env)
    out, errors = process.communicate(timeout=30)
    assert b"a.md:1:9: error[ninja]" in out
    assert b"md: error: there is no such file or folder\n" in errors
    assert b"Traceback" not in errors
    assert process.returncode == 2


def test_json_is_utf_8_whatever_the_terminal() -> None:
    write("日本.md", "ninja")
    out, _ = start(["日本.md", "--output-format", "json"], PYTHONIOENCODING="ascii").communicate(timeout=30)
    assert json.loads(out.decode("utf-8"))["findings"][0]["path"] == "日本.md"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_an_error() -> None:
    write("a.md", "clear")
    process = start(["a.md"], prefix="import sys; sys.stdout = open('/dev/full', 'w'); ")
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert errors == b"jdlint: error: standard output cannot be written: No space left on device\n"


def test_closed_streams_are_no_crash() -> None:
    write("a.md", "ninja")
    process = start(["a.md", "-"], prefix="import sys; sys.stdout = sys.stdin = None; ")
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert errors == b"<stdin>: error: standard input is closed\n"


def test_it_runs_as_a_module() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "jdlint", "--version"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    assert result.stdout.startswith(b"jdlint ")


def test_the_version_does_not_wait_for_the_rules() -> None:
    code = "import sys; from jdlint.cli import app; app(['--version'], standalone_mode=False); "
    code += "print([name for name in sys.modules if name in ('yaml', 'markdown_it', 'textstat', 'jdlint.linter')])"
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    assert result.stdout.splitlines()[-1] == b"[]"
