"""Which files are linted: folders, patterns, lists, standard input, and what is left out of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from command import concise, prepare, run, write


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch)


def posts(*paths: str) -> None:
    for path in paths:
        write(path, "ninja")


def linted(*args: str) -> list[str]:
    """The files with findings; every post here has one."""
    result = concise(*args)
    assert result.exit_code < 2, result.stderr
    return [line.split(":")[0] for line in result.stdout.splitlines()]


def test_a_pattern_that_no_shell_has_read_finds_posts() -> None:
    posts("posts/a.md", "posts/sub/b.md", "posts/README.md", "posts/node_modules/c.md", "posts/d.txt", "e.md")
    assert linted("posts/*.md") == ["posts/a.md"]
    assert linted("posts/**/*.md") == ["posts/a.md", "posts/sub/b.md"]
    assert linted("p?sts") == ["posts/a.md", "posts/sub/b.md"]
    assert linted("posts/*.txt") == ["posts/d.txt"], "a type that is spelt out is wanted"
    assert linted("posts/*") == ["posts/a.md", "posts/sub/b.md"]
    assert linted("posts/node_modules/*.md") == ["posts/node_modules/c.md"], "so is a folder"


def test_a_pattern_without_a_match_is_an_error_and_one_with_nothing_but_other_files_a_notice() -> None:
    posts("posts/README.md", "a.md")
    result = run("posts/*.txt", "a.md", "-q")
    assert result.exit_code == 2
    assert "a.md:1:1: error[ninja]" in result.stdout
    hint = "posts/*.txt: error: no file matches\n  = hint: check the pattern and the current folder\n"
    assert result.stderr == hint
    result = run("posts/*.md")
    assert result.exit_code == 0
    assert "left out: 1 README, index and the like" in result.stderr


def test_a_file_with_signs_in_its_name_is_that_file() -> None:
    posts("a[1].md", "a1.md")
    assert linted("a[1].md") == ["a[1].md"]


def test_a_list_of_paths() -> None:
    posts("a.md", "posts/b.md", "posts/c.md", "d.md", "with blank.md")
    write("list.txt", "a.md\n\nposts\r\nwith blank.md\n")
    assert linted("@list.txt") == ["a.md", "posts/b.md", "posts/c.md", "with blank.md"]
    assert linted("@list.txt", "d.md")[-2:] == ["posts/c.md", "with blank.md"]
    Path("nul.txt").write_bytes(b"a.md\0with blank.md\0")
    assert linted("@nul.txt") == ["a.md", "with blank.md"]
    posts("@list.txt")
    assert linted("@list.txt") == ["@list.txt"], "a file called so comes first"


def test_a_list_that_cannot_be_used() -> None:
    posts("a.md")
    write("list.txt", "a.md\nnone.md\n")
    result = concise("@list.txt")
    assert result.exit_code == 2
    assert result.stdout.startswith("a.md:1:1:")
    assert result.stderr.startswith("none.md: error: there is no such file or folder")
    result = concise("@gone.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith("gone.txt: error: cannot be read: No such file or directory\n  = hint: '@' stands")
    Path("bad.txt").write_bytes(b"\xff\xfe\xff")
    assert "bad.txt: error: cannot be read: not UTF-8" in concise("@bad.txt").stderr
    write("empty.txt", "\n")
    result = run("@empty.txt")
    assert result.exit_code == 0
    assert "empty.txt: the list is empty" in result.stderr


def test_standard_input_may_have_a_name() -> None:
    write("jdlint.yaml", "per-file-ignores: {drafts/: [ninja]}\nexclude: [old/]\nforce-exclude: true\n")
    named = run("-", "--stdin-filename", "posts/a.md", "-q", "--output-format", "concise", stdin=b"ninja")
    assert named.stdout.startswith("posts/a.md:1:1: error[ninja]")
    assert run("--stdin-filename", "posts/a.md", stdin=b"ninja").exit_code == 1, "the name alone asks for it"
    assert run("-", "--stdin-filename", "drafts/a.md", stdin=b"ninja").exit_code == 0
    excluded = run("-", "--stdin-filename", "old/a.md", stdin=b"ninja")
    assert excluded.exit_code == 0
    assert "old/a.md: left out, as it is excluded" in excluded.stderr
    wrong = run("b.md", "--stdin-filename", "a.md", stdin=b"")
    assert wrong.exit_code == 2
    assert "'--stdin-filename' names standard input" in wrong.stderr


def test_what_is_excluded_is_left_out_of_folders_but_linted_when_named() -> None:
    posts("posts/a.md", "posts/old/b.md", "posts/c-old.md", "posts/keep-old.md")
    write("jdlint.yaml", "exclude: [old/, '*-old.md', '!keep-old.md']\n")
    assert linted("posts") == linted() == ["posts/a.md", "posts/keep-old.md"]
    assert linted("posts/old") == ["posts/old/b.md"], "so is a folder"
    assert linted("posts/old", "--force-exclude") == []
    assert linted("posts/c-old.md", "posts/*-old.md") == ["posts/c-old.md", "posts/keep-old.md"]
    assert linted("--exclude", "a.md") == ["posts/keep-old.md"], "an option adds to the settings"
    assert linted("posts/c-old.md", "posts/old/b.md", "posts/a.md", "--force-exclude") == ["posts/a.md"]
    write("jdlint.yaml", "exclude: [old/, '*-old.md']\nforce-exclude: true\n")
    result = run("posts/old/b.md")
    assert result.exit_code == 0
    assert result.stderr.startswith("notice: posts/old/b.md: left out, as it is excluded")
    assert linted("posts/old/b.md", "--no-force-exclude") == ["posts/old/b.md"]


def test_patterns_start_from_the_file_that_has_them() -> None:
    posts("a/posts/x.md", "b/posts/x.md")
    write("a/base.yaml", "exclude: [/posts/]\n")
    write("jdlint.yaml", "extend: a/base.yaml\n")
    assert linted() == ["b/posts/x.md"]
    assert linted("--exclude", "/b/") == []


def test_rules_may_be_left_out_in_some_files() -> None:
    for path in ("posts/a.md", "drafts/b.md", "drafts/deep/c.md"):
        write(path, "ninja rockstar synergy")
    write("jdlint.yaml", "per-file-ignores:\n  drafts/: [language]\n  c.md: [synergy]\n")
    found = concise(".").stdout
    assert [found.count(f"{path}:") for path in ("posts/a.md", "drafts/b.md", "drafts/deep/c.md")] == [3, 1, 0]
    found = concise(".", "--per-file-ignores", "*.md:ninja,rockstar").stdout
    assert [found.count(f"{path}:") for path in ("posts/a.md", "drafts/b.md", "drafts/deep/c.md")] == [1, 1, 0]
    assert concise("drafts/deep/../b.md").stdout.count("\n") == 1, "whatever the path is written like"
    assert concise(".", "--per-file-ignores", "x.md").exit_code == 2


def test_a_rule_that_is_ignored_somewhere_must_exist() -> None:
    posts("a.md")
    write("jdlint.yaml", "per-file-ignores:\n  a.md: [ninja, rokstar]\n")
    result = concise("a.md")
    assert result.exit_code == 2
    message = "jdlint.yaml:2:17: error: there is no rule or category 'rokstar'"
    assert result.stderr.startswith(message)
    assert "did you mean 'rockstar'?" in result.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("exclude: ['']", "jdlint.yaml:1:11: error: exclude: the text is empty"),
        ("exclude: ['!']", "jdlint.yaml:1:11: error: '!' is no pattern of paths"),
        ("per-file-ignores: {'#x': [ninja]}", "jdlint.yaml:1:26: error: '#x' is no pattern of paths"),
        ("per-file-ignores: [ninja]", "jdlint.yaml:1:19: error: per-file-ignores: expected keys with values"),
        ("max-file-size: many", "jdlint.yaml:1:16: error: max-file-size: not a size"),
        ("max-file-size: 0", "jdlint.yaml:1:16: error: max-file-size: not a size"),
        ("max-file-size: true", "jdlint.yaml:1:16: error: max-file-size: expected text, found true"),
        ("respect-gitignore: no", "jdlint.yaml:1:20: error: respect-gitignore: expected true or false"),
    ],
)
def test_what_cannot_be_set_is_an_error_at_its_place(text: str, message: str) -> None:
    posts("a.md")
    write("jdlint.yaml", text)
    result = concise("a.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message)


@pytest.mark.parametrize("option", [("--exclude", "!"), ("--max-file-size", "big"), ("--per-file-ignores", "!:ninja")])
def test_what_an_option_cannot_be_is_wrong_usage(option: tuple[str, str]) -> None:
    result = run("a.md", *option)
    assert result.exit_code == 2
    assert f"Invalid value for '{option[0]}'" in result.stderr


def test_a_post_that_is_too_large_is_refused_and_the_others_are_linted() -> None:
    posts("a.md")
    write("b.md", "ninja" + "\n" * 1_200_000)
    result = concise("a.md", "b.md")
    assert result.exit_code == 2
    assert result.stdout.startswith("a.md:1:1:")
    message = "b.md: error: is 1.2 MB large, and max-file-size allows 1 MB\n  = hint: a post is rarely above 20 kB"
    assert result.stderr.startswith(message)
    assert concise("b.md", "--max-file-size", "2 MB").exit_code == 1
    write("jdlint.yaml", "max-file-size: 4\n")
    assert "a.md: error: is 5 bytes large, and max-file-size allows 4 bytes" in concise("a.md").stderr
    result = run("-", stdin=b"ninja")
    assert result.exit_code == 2
    assert "<stdin>: error: is larger than what max-file-size allows: 4 bytes" in result.stderr
    assert run("-", stdin=b"ninj").exit_code == 0
    write("jdlint.yaml", "max-file-size: 1.5 MiB\n")
    assert concise("b.md").exit_code == 1


GITIGNORE = {
    ".gitignore": "drafts/\n*.tmp.md\n/root.md\n!keep.tmp.md\nbuild/*\n!build/keep.md\n# a comment\n\\#odd.md\n\n!\n",
    "sub/.gitignore": "local.md\n!again.tmp.md\n/deep/*.md\n",
    ".git/info/exclude": "mine.md\n",
}
TREE = (
    "a.md", "root.md", "sub/root.md", "drafts/a.md", "sub/drafts/a.md", "x.tmp.md", "keep.tmp.md", "sub/again.tmp.md",
    "sub/local.md", "local.md", "sub/deep/a.md", "sub/deep/er/a.md", "deep/a.md", "build/a.md", "build/keep.md",
    "build/sub/keep.md", "#odd.md", "mine.md", "sub/mine.md", "drafts.md",
)  # fmt: skip


@pytest.mark.skipif(shutil.which("git") is None, reason="git is missing")
def test_what_git_ignores_is_left_out_just_as_git_says() -> None:
    subprocess.run(["git", "init", "-q", "."], check=True)
    posts(*TREE)
    for path, text in GITIGNORE.items():
        write(path, text)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--others", "--exclude-standard", "*.md"], check=True, capture_output=True, text=True
    )
    expected = sorted(name for name in listed.stdout.split("\0") if name)
    assert linted() == expected
    assert 3 < len(expected) < len(TREE)
    assert linted("sub") == [name for name in expected if name.startswith("sub/")], "files above count too"
    assert linted("**/*.md") == expected
    assert linted("root.md") == ["root.md"], "a file that is named is linted"
    assert linted("drafts") == ["drafts/a.md"], "and so is a folder"
    assert linted("--no-respect-gitignore") == sorted(TREE)
    write("jdlint.yaml", "respect-gitignore: false\n")
    assert linted() == sorted(TREE)


def test_without_a_repository_the_folder_s_own_file_counts() -> None:
    posts("posts/a.md", "posts/b.md", "posts/sub/b.md")
    write("posts/.gitignore", "/b.md\n")
    assert linted("posts") == ["posts/a.md", "posts/sub/b.md"]
    Path("posts/.gitignore").write_bytes(b"\xff\xfe\n/b.md\n")
    assert linted("posts") == ["posts/a.md", "posts/sub/b.md"], "bytes that are no text are passed over"
    result = run("posts", "--exclude", "a.md")
    assert "a.md" not in result.stdout
    notice = run("posts", "--exclude", "*.md")
    assert notice.exit_code == 0
    assert "posts: no post (*.md, *.markdown) is in this folder; left out: 3 excluded" in notice.stderr


def test_settings_that_do_not_hold_for_posts_are_told_of() -> None:
    posts("jobs/a.md", "jobs/b/c.md")
    write("jobs/jdlint.yaml", "ignore: [ninja]\n")
    write("jobs/b/.jdlint.yaml", "extend: ../jdlint.yaml\n")
    said = "not read, as settings are those of the current folder and above; --config names others"
    result = run("jobs")
    assert result.exit_code == 1
    assert result.stderr == f"notice: jobs/b/.jdlint.yaml: {said}\nnotice: jobs/jdlint.yaml: {said}\n"
    assert run("jobs", "--config", "jobs/b/.jdlint.yaml").stderr == ""
    write("jdlint.yaml", "extend: jobs/jdlint.yaml\n")
    result = run(".")
    assert result.exit_code == 0
    assert result.stderr == f"notice: jobs/b/.jdlint.yaml: {said}\n"
    assert "jdlint.yaml" not in run(".", "--isolated", "--exclude", "b/").stderr.replace("jobs/jdlint.yaml", "")


def test_a_link_in_a_circle_is_an_error_where_it_is_named_and_passed_over_in_a_folder() -> None:
    posts("posts/a.md")
    Path("posts/loop.md").symlink_to("loop.md")
    Path("posts/round").symlink_to("../posts", target_is_directory=True)
    result = concise("posts/loop.md", "posts/a.md")
    assert result.exit_code == 2
    assert result.stdout.startswith("posts/a.md:1:1:")
    assert result.stderr.startswith("posts/loop.md: error: cannot be read: ")
    Path("posts/loop.md").unlink()
    assert linted("posts") == ["posts/a.md"]
    assert linted("posts/round/round") == ["posts/round/round/a.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_an_error_and_the_others_are_linted() -> None:
    posts("posts/a.md", "posts/b.md", "posts/locked/c.md")
    Path("posts/b.md").chmod(0)
    Path("posts/locked").chmod(0)
    try:
        result = concise("posts")
    finally:
        Path("posts/locked").chmod(0o755)
    assert result.exit_code == 2
    assert result.stdout.startswith("posts/a.md:1:1:")
    assert "posts/b.md: error: cannot be read: Permission denied" in result.stderr
    assert "posts/locked: error: cannot be read: Permission denied" in result.stderr
