"""A disk that is full, files that may grow no further, and folders that cannot be written: an error, or a run without a cache."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from command import real_linter, run, write
from posts_with_findings import BODY, TITLE, work_folder

import jdlint.commands.preparing
from jdlint.atomic import TEMPORARY, create_file, replace_file

if sys.platform == "win32":
    pytest.skip("processes cannot be copied here", allow_module_level=True)

import resource

from copied_process import command, in_copy

SELECT = ("--isolated", "--select", "doubled-word,hype-title")
BEFORE = f"{TITLE}You plan the the tours as a coding ninja.\n\n{BODY}"
LINT = (*SELECT, "--output-format", "concise", "posts")
KNOWN = '{"version": 1, "findings": {"a.md": {"hype-title": {"0123456789abcdef": 1}}}}'
# Each command that writes, with what it says of a file that cannot be written.
COMMANDS = {
    "fix": (("--fix", *SELECT, "a.md"), "a.md: error: cannot be written: "),
    "add": (("--add-suppressions", *SELECT, "a.md"), "a.md: error: cannot be written: "),
    "report": (("-o", "report.json", *SELECT, "a.md"), "report.json: error: cannot be written: "),
    "new report": (("-o", "new.json", *SELECT, "a.md"), "new.json: error: cannot be written: "),
    "baseline": (
        ("--baseline", "known.json", "--write-baseline", *SELECT, "a.md"),
        "known.json: error: the baseline cannot be written: ",
    ),
    "new": (("new", "--isolated", "--family", "research", "new.md"), "new.md: error: cannot be written: "),
}
_NEW_NAMESPACES = 0x10000000 | 0x00020000  # of users and of mounts
_REMOUNT_READ_ONLY = 0x20 | 0x1


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = work_folder(tmp_path, monkeypatch)
    warm_up()
    monkeypatch.delenv("JDLINT_NO_CACHE")
    return folder


@cache
def warm_up() -> None:
    """Have what a first run makes of the rules made here, so that not each copy makes it."""
    begin()
    for args, _ in COMMANDS.values():
        run(*args)
    for path in Path().glob("new.*"):
        path.unlink()


def begin() -> None:
    write("a.md", BEFORE)
    write("report.json", "{}")
    write("known.json", KNOWN)
    for number in range(8):
        write(f"posts/p{number}.md", BEFORE.replace("tours", f"tours {number}"))


def files() -> dict[str, str]:
    return {
        str(path): path.read_text("utf-8")
        for path in sorted(Path().rglob("*"))
        if path.is_file() and path.name != "filler"
    }


def each_command(spoil: Callable[[], None]) -> dict[str, Any]:
    """How each command ends, what it says, and whether all files are as before, once the disk is spoilt."""
    begin()
    before = files()
    spoil()
    ends: dict[str, Any] = {}
    for name, (args, _) in COMMANDS.items():
        ends[name] = (*in_copy(partial(command, args)), files() == before)
    for name, args in (
        ("plain", ("--no-cache",)),
        ("cached", ("--cache-dir", "kept")),
        ("again", ("--cache-dir", "kept")),
    ):
        ends[name] = in_copy(partial(command, (*LINT, *args)))
    return ends


def check_ends(code: int, ends: dict[str, Any], reasons: tuple[str, ...]) -> None:
    assert code == 0
    for name, (_, message) in COMMANDS.items():
        code, (ended, said), unchanged = ends[name]
        assert (name, code, ended, unchanged) == (name, 0, 2, True)
        assert any(message + reason in said for reason in reasons)
        assert "Traceback" not in said
        assert "internal error" not in said
    assert ends["plain"][1][1].count("[hype-title]") == 8
    assert ends["plain"] == ends["cached"] == ends["again"]


def test_files_that_may_not_grow() -> None:
    """What is written breaks off in the middle, as it does on a full disk."""

    def spoil() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

    check_ends(*in_copy(lambda: each_command(spoil)), ("File too large",))


def on_a_small_disk(folder: Path, work: Callable[[], Any]) -> tuple[int, Any]:
    """What some work gives with the folder on a disk of its own, which nobody else sees; skips where that cannot be made."""

    def on_it() -> object:
        if problem := _mount(folder):
            return problem
        os.chdir(folder)
        return work()

    code, given = in_copy(on_it)
    if isinstance(given, str):
        pytest.skip(given)
    return code, given


def _mount(folder: Path) -> str | None:
    """Put a disk of 128 KiB in memory at a folder; says why not, where that is not allowed."""
    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "unshare") or libc.unshare(_NEW_NAMESPACES):
        return "a small disk cannot be made: namespaces of one's own are not allowed here"
    try:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    except OSError as problem:
        return f"a small disk cannot be made: {problem}"
    if libc.mount(b"tmpfs", bytes(folder), b"tmpfs", 0, b"size=128k"):
        return f"a small disk cannot be made: {os.strerror(ctypes.get_errno())}"
    return None


def _fill() -> None:
    with suppress(OSError), Path("filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(bytes(512))


def _make_read_only() -> None:
    os.sync()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(None, bytes(Path.cwd()), None, _REMOUNT_READ_ONLY, None):
        raise OSError(ctypes.get_errno(), "cannot be made read-only")


def test_a_full_disk(folder: Path) -> None:
    check_ends(*on_a_small_disk(folder, lambda: each_command(_fill)), ("No space left on device",))


def test_a_disk_that_cannot_be_written(folder: Path) -> None:
    reasons = ("Read-only file system", "Permission denied")
    check_ends(*on_a_small_disk(folder, lambda: each_command(_make_read_only)), reasons)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_what_is_no_file_is_not_replaced_by_one(tmp_path: Path) -> None:
    pipe = tmp_path / "known.json"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="is no file"):
        replace_file(pipe, b"{}")
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_report_to_a_full_device_is_an_error() -> None:
    begin()
    _, (code, said) = in_copy(lambda: command(("-o", "/dev/full", *SELECT, "a.md")))
    assert code == 2
    assert "/dev/full: error: cannot be written: No space left on device" in said


def test_a_file_whose_name_is_as_long_as_may_be_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 252 + ".md")
    path.write_bytes(b"before")
    replace_file(path, b"after")
    assert path.read_bytes() == b"after"


def test_what_a_killed_run_left_is_in_nobodys_way(tmp_path: Path) -> None:
    """In a container each run may have the same number, so a file's name must not hang on it."""
    path = tmp_path / "a.md"
    for left in (f".a.md.{os.getpid()}.tmp", f".a.md.{os.getpid()}{TEMPORARY}"):
        (tmp_path / left).write_bytes(b"left")
    replace_file(path, b"after")
    assert path.read_bytes() == b"after"


@pytest.mark.parametrize("args", [("--rules-dir", "one"), ("--baseline", "one"), ("--cache-dir", "one"), ("-o", "one")])
def test_a_link_that_leads_to_itself_is_no_fault_of_jdlint(
    args: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begin()
    monkeypatch.setattr(jdlint.commands.preparing, "load_linter", real_linter)
    Path("one").symlink_to("one")
    result = run(*args, *SELECT, "a.md")
    assert "internal error" not in result.stderr
    assert ("one: error: " in result.stderr) == (args[0] != "--cache-dir")
    assert Path("one").is_symlink()


def test_links_that_go_in_a_circle_are_an_error() -> None:
    begin()
    Path("one.json").symlink_to("two.json")
    Path("two.json").symlink_to("one.json")
    result = run("-o", "one.json", *SELECT, "a.md")
    assert result.exit_code == 2
    assert "one.json: error: cannot be written: Too many levels of symbolic links" in result.stderr
    assert Path("one.json").is_symlink()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_that_is_replaced_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"before")
    os.chown(path, 12345, 23456)
    path.chmod(0o604)
    replace_file(path, b"after")
    status = path.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (12345, 23456, 0o604)


def test_a_private_file_is_private_while_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"before")
    path.chmod(0o600)
    modes: list[int] = []
    monkeypatch.setattr("os.fsync", lambda number: modes.append(stat.S_IMODE(os.fstat(number).st_mode)))
    replace_file(path, b"after")
    assert modes == [0o600]


@pytest.mark.parametrize(("number", "written"), [(errno.EINVAL, True), (errno.ENOTSUP, True), (errno.EIO, False)])
def test_a_disk_that_cannot_wait_is_written_and_one_that_fails_is_not(
    number: int, written: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"before")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fsync", fail)
    with suppress(OSError) if written else pytest.raises(OSError, match=os.strerror(number)):
        replace_file(path, b"after")
    assert path.read_bytes() == (b"after" if written else b"before")
    assert list(tmp_path.glob(f"*{TEMPORARY}")) == []


def test_a_new_file_is_made_where_the_disk_knows_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    create_file(tmp_path / "new.md", b"new")
    assert (tmp_path / "new.md").read_bytes() == b"new"
    assert list(tmp_path.glob(f"*{TEMPORARY}")) == []


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_new_file_has_the_mode_that_the_user_wants_of_new_files(mask: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        replace_file(tmp_path / "a.json", b"{}")
        create_file(tmp_path / "a.md", b"a")
    finally:
        os.umask(before)
    assert [stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("a.*")] == [0o666 & ~mask] * 2
