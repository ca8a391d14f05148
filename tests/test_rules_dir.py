from __future__ import annotations

from pathlib import Path

import pytest

from jdlint.errors import RuleError
from jdlint.rules_dir import shipped_rules


def test_a_wheel_holds_the_rules_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "jdlint"
    (package / "rules").mkdir(parents=True)

    assert shipped_rules(package) == package / "rules"


def test_a_clone_holds_the_rules_beside_the_sources(tmp_path: Path) -> None:
    package = tmp_path / "src" / "jdlint"
    package.mkdir(parents=True)
    (tmp_path / "rules").mkdir()

    assert shipped_rules(package) == tmp_path / "rules"


def test_the_rules_inside_the_package_come_first(tmp_path: Path) -> None:
    package = tmp_path / "src" / "jdlint"
    (package / "rules").mkdir(parents=True)
    (tmp_path / "rules").mkdir()

    assert shipped_rules(package) == package / "rules"


def test_a_folder_called_rules_near_an_installed_package_is_not_ours(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "jdlint"
    package.mkdir(parents=True)
    (tmp_path / "rules").mkdir()

    with pytest.raises(RuleError, match="the shipped rules are missing") as caught:
        shipped_rules(package)

    assert caught.value.exit_code == 2
    assert caught.value.hint == "install jdlint again"


def test_here_they_are_those_of_the_clone(repo_root: Path) -> None:
    assert shipped_rules() == repo_root / "rules"
    assert not (repo_root / "src" / "jdlint" / "rules").exists(), "one set of files, no copy"
