"""``--diff-base``: only what git says has changed is reported."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from command import run, write
from posts_with_findings import BODY, POST, TITLE, found, work_folder

SELECT = ("--select", "hype-title,metrics,doubled-word")
SINCE = ("--diff-base", "main")
NINJA = "You are a coding ninja."
OLD = f"{TITLE}{NINJA}\n\n{BODY}"


@pytest.fixture
def folder(fresh_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two posts on ``main``, and the branch ``work`` checked out."""
    work = work_folder(tmp_path, monkeypatch)
    git("init", "--quiet", "--initial-branch", "main")
    write("posts/a.md", OLD)
    write("posts/b.md", OLD)
    commit()
    git("switch", "--quiet", "--create", "work")
    return work


def git(*args: str) -> str:
    identity = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *identity, *args], check=True, capture_output=True, text=True).stdout


def commit() -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", "posts")


def new(path: str = "posts/a.md", *args: str) -> list[str]:
    return found(path, *SELECT, *SINCE, *args)


@pytest.mark.usefixtures("folder")
def test_nothing_is_reported_of_what_did_not_change() -> None:
    result = run("posts", *SELECT, *SINCE)
    assert result.exit_code == 0
    assert result.stdout == "No post was linted.\n"
    assert result.stderr == "notice: 2 files did not change since main\n"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("state", ["unsaved", "staged", "committed"])
def test_added_and_edited_lines_are_reported_and_what_is_said_of_the_whole_post(state: str) -> None:
    write("posts/a.md", f"{OLD}- {NINJA}\n")
    if state == "staged":
        git("add", "--all")
    elif state == "committed":
        commit()
    assert new() == ["1:3 metrics", "13:20 hype-title"]
    summary = run("posts", *SELECT, *SINCE).stdout.splitlines()[-1]
    assert summary.endswith("in 1 of 1 post. 1 finding was on lines that did not change.")


@pytest.mark.usefixtures("folder")
def test_moved_lines_are_not_new() -> None:
    write("posts/a.md", OLD.replace(TITLE, f"{TITLE}A line.\n\nAnother one.\n\n"))
    assert new() == ["1:3 metrics"]


@pytest.mark.usefixtures("folder")
def test_a_line_is_new_as_a_whole() -> None:
    write("posts/a.md", OLD.replace(NINJA, f"{NINJA} You plan."))
    assert new() == ["1:3 metrics", "3:18 hype-title"]


@pytest.mark.usefixtures("folder")
def test_lines_that_were_only_taken_out_change_the_post() -> None:
    write("posts/a.md", OLD.replace("- You keep them running at night.\n", ""))
    assert new() == ["1:3 metrics"]


@pytest.mark.usefixtures("folder")
def test_a_new_file_is_new_as_a_whole_whether_git_knows_it_or_not() -> None:
    write("posts/c.md", OLD)
    assert new("posts/c.md") == ["1:3 metrics", "3:18 hype-title"]
    git("add", "--all")
    assert new("posts/c.md") == ["1:3 metrics", "3:18 hype-title"]
    write(".gitignore", "d.md\n")
    write("d.md", OLD)
    assert new("d.md") == ["1:3 metrics", "3:18 hype-title"]


@pytest.mark.usefixtures("folder")
def test_a_renamed_file_keeps_its_lines() -> None:
    git("mv", "posts/a.md", "posts/renamed.md")
    assert new("posts/renamed.md") == []
    write("posts/renamed.md", f"{OLD}- {NINJA}\n")
    commit()
    assert new("posts/renamed.md") == ["1:3 metrics", "13:20 hype-title"]


@pytest.mark.usefixtures("folder")
def test_what_others_changed_on_the_base_is_not_ours() -> None:
    write("posts/a.md", f"{OLD}- {NINJA}\n")
    commit()
    git("switch", "--quiet", "main")
    write("posts/b.md", f"{OLD}- Theirs\n")
    commit()
    git("switch", "--quiet", "work")
    assert new("posts/b.md") == []
    assert new("posts/a.md") == ["1:3 metrics", "13:20 hype-title"]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_newlines_are_counted_as_git_does(folder: Path, newline: str) -> None:
    Path("posts/a.md").write_bytes(OLD.replace("\n", newline).encode())
    commit()
    Path("posts/a.md").write_bytes(f"{OLD}- {NINJA}\n".replace("\n", newline).encode())
    last = ["13:20 hype-title"] if newline == "\r\n" else ["3:18 hype-title", "13:20 hype-title"]
    assert new("posts/a.md", "--diff-base", "HEAD") == ["1:3 metrics", *last]


def test_a_users_settings_of_git_change_nothing(folder: Path) -> None:
    write("posts/ä b.md", OLD)
    write(".gitattributes", "*.md -diff\n")
    commit()
    for setting in (
        "diff.noprefix=true",
        "color.ui=always",
        "diff.external=false",
        "diff.renames=false",
        "core.quotePath=true",
    ):
        git("config", *setting.split("="))
    write("posts/ä b.md", f"{OLD}- {NINJA}\n")
    assert new("posts/ä b.md", "--diff-base", "HEAD") == ["1:3 metrics", "13:20 hype-title"]


def test_it_works_from_a_folder_below(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("posts/a.md", f"{OLD}- {NINJA}\n")
    monkeypatch.chdir(folder / "posts")
    assert new("a.md") == ["1:3 metrics", "13:20 hype-title"]
    assert new(str(folder / "posts" / "a.md")) == ["1:3 metrics", "13:20 hype-title"]


@pytest.mark.usefixtures("folder")
def test_only_what_is_new_is_mended_over_several_passes() -> None:
    text = OLD.replace(NINJA, "the the vans")
    write("posts/a.md", text)
    commit()
    git("branch", "--force", "main")
    added = "<!-- jdlint-disable-line hype-title -->\n\nof of of the the"
    write("posts/a.md", text.replace(TITLE, f"{TITLE}{added}\n\n"))
    run("posts", *SELECT, "--extend-select", "unused-suppression", *SINCE, "--fix")
    assert Path("posts/a.md").read_text(encoding="utf-8") == text.replace(TITLE, f"{TITLE}of the\n\n")


def test_outside_of_a_repository_it_is_an_error(
    fresh_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_folder(tmp_path, monkeypatch)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    write("a.md", POST)
    result = run("a.md", *SINCE)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "error: --diff-base needs a git repository, and the current folder is in none" in result.stderr


def test_a_post_outside_of_the_repository_is_an_error_of_its_own(folder: Path) -> None:
    (folder.parent / "else.md").write_text(POST, encoding="utf-8")
    write("posts/a.md", f"{OLD}- {NINJA}\n")
    result = run("../else.md", "posts", *SELECT, *SINCE)
    assert result.exit_code == 2
    assert "../else.md: error: is outside of the git repository" in result.stderr
    assert "posts/a.md:13:20" in result.stdout


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "main:posts/a.md", ""])
def test_a_revision_that_there_is_not_is_an_error(revision: str) -> None:
    result = run("posts", "--diff-base", revision)
    assert result.exit_code == 2
    assert f"error: git knows no revision '{revision}'" in result.stderr
    assert not Path("x").exists()


@pytest.mark.usefixtures("folder")
def test_histories_that_never_met_are_an_error() -> None:
    git("switch", "--quiet", "--orphan", "apart")
    write("posts/a.md", OLD)
    commit()
    result = run("posts", *SINCE)
    assert result.exit_code == 2
    assert "error: 'main' and HEAD have no common ancestor here" in result.stderr
    assert "fetch-depth: 0" in result.stderr


@pytest.mark.usefixtures("folder")
def test_without_git_it_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = run("posts", *SINCE)
    assert result.exit_code == 2
    assert "error: git cannot be run, and --diff-base needs it" in result.stderr


@pytest.mark.usefixtures("folder")
def test_standard_input_has_no_history() -> None:
    result = run("-", *SINCE, stdin=POST.encode())
    assert result.exit_code == 2
    assert "'--diff-base' needs files, not standard input" in result.stderr
