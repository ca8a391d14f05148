"""``jdlint scorecard`` as it is called: what it takes, where it writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
import score_rules
from command import prepare, run, write
from score_rules import GOOD, NO_POST, OFFICE, VAGUE

import jdlint.commands.scorecard
from jdlint.post.post import Post
from jdlint.scorecard import CRITERIA


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(jdlint.commands.scorecard, "load_linter", score_rules.load_linter)
    work = prepare(tmp_path, monkeypatch, real_rules=True)
    write("posts/good.md", GOOD)
    write("posts/vague.md", VAGUE)
    return work


def scored(*args: str, stdin: bytes | None = None) -> list[dict[str, Any]]:
    result = run("scorecard", "--output-format", "json", *args, stdin=stdin)
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert document["version"] == 1
    assert document["errors"] == []
    posts: list[dict[str, Any]] = document["posts"]
    return posts


def test_posts_are_found_as_by_check() -> None:
    write("posts/README.md", GOOD)
    write("posts/deep/office.md", OFFICE)
    paths = ["posts/deep/office.md", "posts/good.md", "posts/vague.md"]
    assert [post["path"] for post in scored()] == paths
    assert [post["path"] for post in scored("posts/vague.md", "posts")] == paths


def test_no_level_fails() -> None:
    for output_format in ("text", "json", "markdown"):
        result = run("scorecard", "posts/vague.md", "--output-format", output_format)
        assert result.exit_code == 0
        assert result.stderr == ""
        assert "business problems" in result.stdout


def test_text_is_what_is_shown_unless_told_otherwise() -> None:
    text = run("scorecard", "posts/good.md").stdout
    assert text == run("scorecard", "posts/good.md", "--output-format", "text").stdout
    assert text.startswith("posts/good.md: Senior Machine Learning Engineer, Cards\n\nconcrete  Say the role type ")
    assert "\nabsent    Say the operations\n          ask: Which operations is it?\n" in text


def test_standard_input() -> None:
    (post,) = scored("-", stdin=b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert post["path"] == "<stdin>"
    assert post["ownership"]["evidence"][0]["line"] == 10


def test_a_file_that_is_no_post_is_no_fault() -> None:
    write("tides.md", NO_POST)
    (post,) = scored("tides.md")
    assert {post[name.replace("-", "_")]["reason"] for name in CRITERIA} == {"the file is no job post"}


@pytest.mark.parametrize("output_format", ["text", "json", "markdown"])
def test_what_cannot_be_read_is_an_error_and_the_others_are_judged(output_format: str) -> None:
    Path("posts/broken.md").write_bytes(b"one\ntwo \xff")
    result = run("scorecard", "posts", "none.md", "--output-format", output_format)
    assert result.exit_code == 2
    assert "Machine Learning Engineer" in result.stdout or output_format == "json"
    assert "posts/vague.md" in result.stdout
    assert "posts/broken.md:2:5: error: not UTF-8: byte 0xff at offset 8\n" in result.stderr
    assert "none.md: error: there is no such file or folder" in result.stderr
    if output_format == "json":
        assert [error["path"] for error in json.loads(result.stdout)["errors"]] == ["none.md", "posts/broken.md"]


def test_a_fault_of_jdlint_takes_no_other_post_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(post: Post, *args: object) -> object:
        if post.source.path == "posts/good.md":
            raise RuntimeError("the word\nwas read")
        return score_rules.card_of(VAGUE, post.source.path)

    monkeypatch.setattr(jdlint.commands.scorecard, "score", fail)
    result = run("scorecard", "posts")
    assert result.exit_code == 2
    assert "posts/good.md: error: internal error: RuntimeError: the word was read" in result.stderr
    assert result.stdout.startswith("posts/vague.md: ")


def test_a_family_is_judged_as_such_and_must_be_known() -> None:
    write("office.md", OFFICE)
    assert scored("office.md")[0]["deployment"]["level"] == "n/a"
    (post,) = scored("office.md", "--family", "ml-engineering")
    assert post["deployment"]["level"] == 0
    assert post["role_type"]["family"] == "ml-engineering"
    result = run("scorecard", "office.md", "--family", "others")
    assert result.exit_code == 2
    assert result.stderr == "jdlint: error: there is no family of jobs 'others'\n  = hint: did you mean 'other'?\n"


def test_settings_tell_the_family_but_leave_out_no_criterion() -> None:
    write(".jdlint.yaml", "family: other\nselect: [team]\nfail-on: info\n")
    assert [len(post) for post in scored()] == [21, 21]
    assert {post["role_type"]["family"] for post in scored()} == {"other"}
    assert {post["role_type"]["family"] for post in scored("--isolated")} == {"ml-engineering"}
    write("other.yaml", "family: ml-engineering\n")
    assert {post["role_type"]["family"] for post in scored("--config", "other.yaml")} == {"ml-engineering"}
    assert run("scorecard", "--config", "other.yaml", "--isolated").exit_code == 2


def test_drafts_may_be_skipped() -> None:
    write("posts/draft.md", "---\ndraft: true\n---\n" + GOOD)
    assert len(scored()) == 3
    result = run("scorecard", "posts", "--skip-drafts", "--output-format", "json")
    assert len(json.loads(result.stdout)["posts"]) == 2
    assert result.stderr == "notice: posts/draft.md: skipped, the post is a draft\n"
    assert run("scorecard", "posts", "--skip-drafts", "-q").stderr == ""


@pytest.mark.parametrize("output_format", ["text", "json", "markdown"])
def test_a_rules_folder_that_is_missing_ends_the_run(output_format: str) -> None:
    result = run("scorecard", "posts", "--rules-dir", "none", "--output-format", output_format)
    assert result.exit_code == 2
    assert result.stderr == "none: error: there is no such folder\n"
    assert "good.md" not in result.stdout


def test_a_file_may_take_the_scorecards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = run("scorecard", "posts", "--output-format", "markdown").stdout
    result = run("scorecard", "posts", "--output-format", "markdown", "-o", "cards.txt")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Judged 2 of 2 files.\n")
    assert Path("cards.txt").read_text(encoding="utf-8") == shown
    assert run("scorecard", "posts", "-q", "-o", "cards.txt").stderr == ""
    assert "\x1b" not in Path("cards.txt").read_text(encoding="utf-8")


def test_a_file_of_scorecards_never_overwrites_a_post() -> None:
    result = run("scorecard", "posts", "-o", "posts/good.md")
    assert result.exit_code == 2
    assert "would overwrite a post" in result.stderr
    assert Path("posts/good.md").read_text(encoding="utf-8") == GOOD


@pytest.mark.parametrize(
    ("args", "env", "colored"),
    [
        ([], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (["--output-format", "json"], {"FORCE_COLOR": "1"}, False),
        (["--output-format", "markdown", "--color", "always"], {}, False),
    ],
)
def test_colour(args: list[str], env: dict[str, str], colored: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run("scorecard", "posts", *args, "--color", "never").stdout
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    text = run("scorecard", "posts", *args).stdout
    assert ("\x1b[" in text) == colored
    assert click.unstyle(text) == plain


def test_nothing_to_judge() -> None:
    write("empty/README.md", "x")
    result = run("scorecard", "empty")
    assert (result.exit_code, result.stdout) == (0, "No post was read.\n")
    assert result.stderr.startswith("notice: empty: no post (*.md, *.markdown) is in this folder")


def test_help_names_its_options_and_exit_codes() -> None:
    text = run("scorecard", "--help").stdout
    for option in ("--output-format [text|json|markdown]", "-o, --output-file", "--color", "--family", "--skip-drafts",
                   "--skip-closed", "--rules-dir", "--config", "--isolated", "-q, --quiet"):  # fmt: skip
        assert f"  {option}" in text
    assert "Exit codes" in text
    assert text.isascii()
    assert "\n  scorecard  " in run("--help").stdout
    for option in ("--fail-on", "--select", "--statistics", "--show-passes"):
        assert run("scorecard", option, "error").exit_code == 2
        assert option not in text


def test_the_shipped_rules_judge_an_example(repo_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    result = run("scorecard", str(repo_root / "examples" / "good-ml-engineering.md"), "--output-format", "json")
    assert result.exit_code == 0
    (post,) = json.loads(result.stdout)["posts"]
    assert post["role_type"] == {"level": 2, "family": "ml-engineering"}
    assert post["salary_stated"] is True
    assert {post[name.replace("-", "_")]["level"] for name in CRITERIA} <= {0, 1, 2}
