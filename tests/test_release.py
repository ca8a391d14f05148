"""What is released is the same, byte for byte, wherever and whenever it is built."""

from __future__ import annotations

import os
import shutil
import sys
import tarfile
import time
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from conftest import NOT_COPIED, ROOT, Run

_BUILD = "import os, runpy, sys; os.umask(int(sys.argv.pop(1), 8)); runpy.run_module('build', run_name='__main__')"


def build(folder: Path, run: Run, *, umask: str, mtime: int, epoch: str | None = None) -> dict[str, str]:
    """The digest of each file that is built from a copy of this checkout with files of another age and mode."""
    copy = shutil.copytree(ROOT, folder / "source", ignore=NOT_COPIED)
    for path in copy.rglob("*"):
        path.chmod(path.stat().st_mode & ~int(umask, 8))
        os.utime(path, (mtime, mtime))
    settings = {"SOURCE_DATE_EPOCH": epoch} if epoch else {}
    command = (sys.executable, "-c", _BUILD, umask, "--no-isolation", "--outdir", folder / "dist")
    run(*command, cwd=copy, env={"TZ": "UTC" if mtime else "Asia/Tokyo", **settings})
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted((folder / "dist").iterdir())}


def test_two_builds_from_two_folders_are_the_same_byte_for_byte(fresh_home: Path, tmp_path: Path, run: Run) -> None:
    one = build(tmp_path / "one", run, umask="022", mtime=1_000_000_000)
    two = build(tmp_path / "another" / "folder", run, umask="077", mtime=1_700_000_000)
    assert {Path(name).suffix for name in one} == {".gz", ".whl"}
    assert one == two


def test_files_bear_the_date_that_is_given_and_nothing_of_who_built_them(
    fresh_home: Path, tmp_path: Path, run: Run
) -> None:
    epoch = 1_600_000_000
    built = build(tmp_path, run, umask="022", mtime=1_000_000_000, epoch=str(epoch))
    (sdist,) = (tmp_path / "dist").glob("*.tar.gz")
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with tarfile.open(sdist) as archive:
        members = archive.getmembers()
    assert {member.mtime for member in members} == {epoch}
    assert {(member.uid, member.gid, member.uname, member.gname) for member in members} == {(0, 0, "", "")}
    assert all(member.mode & 0o077 in (0o044, 0o055) for member in members)
    with ZipFile(wheel) as packed:
        assert {info.date_time for info in packed.infolist()} == {time.gmtime(epoch)[:6]}
    assert set(built) == {sdist.name, wheel.name}
