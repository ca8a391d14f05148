from __future__ import annotations

import os
from pathlib import Path

import pytest

from jdlint.discovery import Discovery, discover, is_post_name

COMMANDS = ("check", "rules", "rule", "test")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("a post", encoding="utf-8")


def problem(found: Discovery) -> tuple[str | None, str, str | None]:
    (error,) = found.errors
    return error.path, error.message, error.hint


def test_a_folder_stands_for_the_posts_in_it_and_below_sorted() -> None:
    make("posts/b.md", "posts/a.MARKDOWN", "posts/sub/deep/c.md", "posts/notes.txt", "posts/md")
    assert discover(["posts"]).files == ("posts/a.MARKDOWN", "posts/b.md", "posts/sub/deep/c.md")


def test_paths_in_the_current_folder_have_no_prefix() -> None:
    make("b.md", "sub/a.md")
    assert discover(["."]).files == ("b.md", "sub/a.md")


@pytest.mark.parametrize(
    "name",
    ["README.md", "readme.markdown", "CHANGELOG.md", "Contributing.md", "LICENSE.md", "CODE_OF_CONDUCT.md",
     "code-of-conduct.md", "Security.md", "index.md", "_index.md", ".hidden.md", "post.txt", "md"],
)  # fmt: skip
def test_what_is_no_post_is_left_out_of_folders_but_linted_when_named(name: str) -> None:
    make(f"posts/{name}")
    assert not is_post_name(name)
    assert discover(["posts"]).files == ()
    assert discover([f"posts/{name}"]).files == (f"posts/{name}",)


@pytest.mark.parametrize("name", ["readme-writer.md", "indexer.md", "security-engineer.md", "post.v2.md"])
def test_a_post_may_begin_like_a_name_that_is_left_out(name: str) -> None:
    make(f"posts/{name}")
    assert discover(["posts"]).files == (f"posts/{name}",)


@pytest.mark.parametrize("name", [".git", ".venv", "node_modules", "venv", "site-packages", "__pycache__"])
def test_folders_of_tools_are_not_entered_unless_named(name: str) -> None:
    make(f"{name}/a.md", "b.md")
    assert discover(["."]).files == ("b.md",)
    assert discover([name]).files == (f"{name}/a.md",)


def test_a_file_named_twice_is_there_once_as_first_written(folder: Path) -> None:
    make("posts/a.md")
    assert discover(["./posts/a.md", "posts", "posts/a.md", str(folder / "posts/a.md")]).files == ("./posts/a.md",)


def test_a_link_to_a_post_is_no_second_post() -> None:
    make("posts/a.md")
    Path("posts/b.md").symlink_to("a.md")
    assert discover(["posts"]).files == ("posts/a.md",)


@pytest.mark.parametrize("repository", [False, True])
@pytest.mark.parametrize(
    "target", ["../../elsewhere/a.md", "../.git/config", "../../nowhere.md", ".hidden/a.md", "/etc/hostname"]
)
def test_a_link_that_leads_out_is_left_out_of_a_folder_and_read_when_it_is_named(target: str, repository: bool) -> None:
    make("inside/posts/b.md", "elsewhere/a.md", "inside/posts/.hidden/a.md")
    if repository:
        make("inside/.git/config")
    link = Path("inside/posts/a.md")
    link.symlink_to(target)
    for path in ("inside/posts", "inside/posts/*.md", "inside/**/*.md"):
        found = discover([path])
        assert found.files == ("inside/posts/b.md",)
        assert found.left_out["links that lead out"] == 1
    assert discover([str(link)]).files == (str(link),)


def test_a_link_within_the_repository_is_followed() -> None:
    make("repo/.git/config", "repo/shared/a.txt", "repo/posts/sub/b.md")
    Path("repo/posts/sub/a.md").symlink_to("../../shared/a.txt")
    assert discover(["repo/posts"]).files == ("repo/posts/sub/a.md", "repo/posts/sub/b.md")
    assert discover(["repo/posts/*/a.md"]).files == ("repo/posts/sub/a.md",)


def test_links_to_folders_are_no_loop() -> None:
    make("posts/a.md")
    Path("posts/again").symlink_to(".", target_is_directory=True)
    Path("posts/up.md").symlink_to("..", target_is_directory=True)
    assert discover(["posts"]) == Discovery(("posts/a.md",))


@pytest.mark.parametrize("pattern", ["**", "**/*.md", "posts/**", "posts/**/*.md", "**/posts/**/*.md"])
def test_a_pattern_goes_round_no_loop_of_links(pattern: str) -> None:
    make("posts/sub/a.md", "posts/z.md", "posts/.hidden/b.md")
    for name in ("again", "once-more"):
        Path(f"posts/{name}").symlink_to("../posts", target_is_directory=True)
    assert discover([pattern]) == Discovery(("posts/sub/a.md", "posts/z.md"))


def test_a_pattern_keeps_paths_as_they_are_written(folder: Path) -> None:
    make("posts/[x]/a.md")
    for start in ("./", f"{folder}/", "posts/../", "p*/../"):
        written = start.replace("p*", "posts")
        assert discover([f"{start}**/a.md"]).files == (f"{written}posts/[x]/a.md",)


def test_a_linked_folder_that_is_named_is_entered() -> None:
    make("real/a.md")
    Path("linked").symlink_to("real", target_is_directory=True)
    assert discover(["linked"]).files == ("linked/a.md",)


def test_a_folder_called_like_a_post_is_a_folder() -> None:
    make("posts/jobs.md/a.md")
    assert discover(["posts"]).files == ("posts/jobs.md/a.md",)
    assert discover(["posts/jobs.md"]).files == ("posts/jobs.md/a.md",)


def test_standard_input_is_read_once() -> None:
    assert discover(["-", "-"]).files == ("-",)


def test_an_empty_folder_gives_a_notice() -> None:
    Path("posts").mkdir()
    assert discover(["posts"]) == Discovery(
        (), (), ("posts: no post (*.md, *.markdown) is in this folder; the folder is empty",)
    )


def test_the_notice_says_what_was_left_out() -> None:
    make("posts/README.md", "posts/index.md", "posts/a.txt", "posts/.git/x.md", "posts/node_modules/x/y.md")
    (notice,) = discover(["posts"]).notices
    assert notice.endswith("left out: 2 README, index and the like, 1 hidden, 1 in folders of tools, 1 of other types")


def test_no_notice_for_a_folder_with_posts() -> None:
    make("posts/README.md", "posts/a.md")
    assert discover(["posts"]).notices == ()


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("posts/nope.md", "there is no such file or folder", None),
        ("posts/enginer.md", "there is no such file or folder", "did you mean 'engineer.md'?"),
        ("none/nope.md", "there is no such file or folder", "there is no folder 'none' either"),
        ("posts/*.txt", "no file matches", "check the pattern and the current folder"),
        ("rule", "there is no such file or folder", "the command goes first: jdlint rule …"),
        ("chekc", "there is no such file or folder, and no such command", "did you mean 'check'?"),
        ("a\0b", "there is no such file or folder", None),
        ("x" * 5000, "there is no such file or folder", None),
    ],
)
def test_a_path_that_leads_nowhere_is_an_error_with_a_hint(path: str, message: str, hint: str | None) -> None:
    make("posts/engineer.md")
    found = discover([path, "posts"], COMMANDS)
    assert problem(found) == (path, message, hint)
    assert found.files == ("posts/engineer.md",)


def test_an_empty_path_is_not_the_current_folder() -> None:
    make("a.md")
    found = discover([""])
    assert found.files == ()
    assert found.errors[0].message == "a path is empty"


def test_a_command_s_name_is_a_path_when_it_exists() -> None:
    make("rule")
    assert discover(["rule"], COMMANDS).files == ("rule",)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_an_error_and_the_others_are_read() -> None:
    make("posts/a.md", "posts/locked/b.md")
    Path("posts/locked").chmod(0)
    try:
        found = discover(["posts"])
    finally:
        Path("posts/locked").chmod(0o755)
    assert found.files == ("posts/a.md",)
    assert problem(found) == ("posts/locked", "cannot be read: Permission denied", "check its permissions")


def test_very_deep_folders_are_walked() -> None:
    path = Path("posts", *(["d"] * 800))
    path.mkdir(parents=True)
    (path / "a.md").write_text("a post", encoding="utf-8")
    assert discover(["posts"]).files == (str(path / "a.md"),)
