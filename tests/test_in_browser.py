"""The page with Python in it: what it is built from, and what its worker asks, without a browser."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from command import ROOT

import build_page
from jdlint.errors import RuleError
from jdlint.web.live.in_browser import answers, open_desk

TEXT = "# Data engineer 🎉\n\n## Responsibilities\n\n- 🎉 Join our fast-paced team, and keep the the loads running.\n"
# As the worker does it: jdlint from the archive alone, in a Python that has none of its packages installed.
WORKER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from jdlint.web.live.in_browser import answers, open_desk
import jdlint, yaml
assert jdlint.__file__.startswith(sys.argv[1]) and yaml.__file__.startswith(sys.argv[1])
assert not yaml.__with_libyaml__
ask = answers(open_desk(Path(sys.argv[1], "rules.bin").read_bytes(), "2026-07-01"))
print(ask(*sys.argv[2:]))
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the page, unpacked as its worker does."""
    folder = tmp_path_factory.mktemp("page")
    compiled, _ = build_page.rules()
    build_page.write_sources(folder / "jdlint.zip", compiled)
    with zipfile.ZipFile(folder / "jdlint.zip") as archive:
        archive.extractall(folder / "all")
    return folder / "all"


def asked(unpacked: Path, what: str, text: str = "", family: str = "") -> dict[str, object]:
    command = [sys.executable, "-I", "-S", "-B", "-c", WORKER, str(unpacked), what, text, "a.md", family]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_the_archive_has_all_that_is_needed_and_judges_as_the_command_does(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    arguments = ["check", "--isolated", "--today", "2026-07-01", "--output-format", "json", "a.md"]
    command = [sys.executable, "-m", "jdlint", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    found = asked(unpacked, "judge", TEXT)["findings"]
    assert isinstance(found, list)
    keys = ("rule", "severity", "message", "ask", "line", "column")
    assert len(found) > 10
    assert [{key: entry[key] for key in keys} for entry in found] == [
        {key: entry[key] for key in keys} for entry in json.loads(done.stdout)["findings"]
    ]


def test_the_archive_mends_and_begins_posts(unpacked: Path) -> None:
    assert asked(unpacked, "mend", TEXT) == {"text": TEXT.replace("the the", "the"), "mended": 1}
    assert str(asked(unpacked, "skeleton", family="research")["text"]).startswith("---\nfamily: research\n---\n")


def test_the_archive_names_no_folder_of_the_machine_that_built_it(unpacked: Path) -> None:
    files = [path.read_bytes() for path in unpacked.rglob("*") if path.is_file()]
    assert len(files) > 200
    assert not [data for data in files if str(ROOT).encode() in data]


def test_the_archive_is_the_same_in_each_build(unpacked: Path, tmp_path: Path) -> None:
    compiled, _ = build_page.rules()
    build_page.write_sources(tmp_path / "again.zip", compiled)
    assert (tmp_path / "again.zip").read_bytes() == (unpacked.parent / "jdlint.zip").read_bytes()


def test_what_goes_wrong_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = answers(open_desk(build_page.rules()[0], "2026-07-01"))
    assert json.loads(ask("judge", TEXT, "a.md", "reserch"))["problem"]["hint"] == "did you mean 'research'?"
    monkeypatch.setattr("jdlint.web.live.judge.score", lambda *_: 1 / 0)
    assert json.loads(ask("judge", TEXT, "a.md", ""))["problem"]["message"].startswith("internal error: ZeroDivision")


def test_rules_of_another_version_are_refused() -> None:
    with pytest.raises(RuleError, match="the compiled rules are of another jdlint"):
        open_desk(b"{}", "2026-07-01")


def test_the_page_may_ask_nobody_but_where_it_is_from() -> None:
    html = build_page.page((ROOT / "src/jdlint/web/static/try/page.html").read_text(encoding="utf-8"))
    policy = html.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    assert "connect-src 'self';" in policy
    assert policy.startswith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';")
    assert "http" not in policy
    assert 'data-desk="browser"' in html


def test_another_package_than_the_named_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.tgz").write_bytes(b"no package")
    with pytest.raises(SystemExit, match=r"this is not the npm package pyodide \d"):
        build_page.build(tmp_path / "page", tmp_path / "other.tgz")


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit, match="there is something else in this folder"):
        build_page.build(tmp_path, tmp_path / "none.tgz")
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_all_licences_are_in_it() -> None:
    text = build_page.licences()
    for name in ("jdlint", "Pyodide", *build_page.PACKAGES):
        assert f"\n{name} " in f"\n{text}"
    assert text.count("Permission is hereby granted") >= 4
