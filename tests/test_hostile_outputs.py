"""Posts made to hurt, through each way out: every format, the scorecards, the page, the editor and other programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import promises
import pytest
from command import ROOT, prepare, run

import jdlint
from jdlint.errors import InputError
from jdlint.linted import LintedPost
from jdlint.linter import lint_post, read
from jdlint.output import FORMATS
from jdlint.output.look import Look
from jdlint.output.scorecard import SCORECARD_FORMATS
from jdlint.post.source import make_source
from jdlint.runner import Report
from jdlint.scorecard import ScoreReport, score

if (benchmarks := str(ROOT / "benchmarks")) not in sys.path:
    sys.path.append(benchmarks)
shapes = pytest.importorskip("hostile_posts").shapes
SIZE = 6_000
SOME = (
    "nested lists",
    "signs at random",
    "right to left",
    "NUL",
    "line separators",
    "mixed newlines",
    "hype",
    "table of ten columns",
)
READERS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("json", "sarif", "gitlab", "rdjson"), json.loads),
    "jsonl": lambda text: [json.loads(line) for line in text.split("\n")[:-1]],
    **dict.fromkeys(("junit", "checkstyle"), ET.fromstring),
}  # fmt: skip


@cache
def judged() -> tuple[Report, ScoreReport]:
    """Each shape that is read, linted and scored."""
    at_work = promises.plan()
    posts, cards = [], []
    for name, make in shapes().items():
        try:
            post = read(at_work.linter, make_source(make(SIZE), f"{name}.md"))
            result = lint_post(at_work.linter, post, at_work.rules, None, at_work.circumstances)
        except InputError:
            continue
        posts.append(LintedPost(post.document.source, result))
        cards.append(score(post, at_work.rules, at_work.linter.ruleset.families, None, at_work.circumstances))
    return Report(tuple(posts), rules=at_work.rules), ScoreReport(tuple(cards))


@pytest.mark.parametrize("name", list(FORMATS))
def test_each_format_can_be_read(name: str) -> None:
    report, _ = judged()
    assert len(report.posts) > 170
    shown = FORMATS[name].render(report, Look()).encode().decode()
    assert shown.count("hype-title") + shown.count("Call the job") > 0
    assert "\x1b" not in shown
    assert READERS.get(name, str)(shown) is not None


@pytest.mark.parametrize("name", list(SCORECARD_FORMATS))
def test_each_scorecard_can_be_read(name: str) -> None:
    _, report = judged()
    shown = SCORECARD_FORMATS[name](report, Look())
    shown.encode()
    assert "\x1b" not in shown
    if name == "json":
        assert len(json.loads(shown)["posts"]) == len(report.posts)


@pytest.mark.parametrize("name", SOME)
def test_the_same_from_standard_input_for_programs_and_in_editors(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = pytest.importorskip("jdlint.server.open_posts", reason="pygls is not installed")
    from jdlint.plans import Plans  # noqa: PLC0415
    from jdlint.server.diagnostics import diagnostic  # noqa: PLC0415
    from jdlint.server.places import Places  # noqa: PLC0415

    prepare(tmp_path, monkeypatch, real_rules=True)
    text = shapes()[name](3_000)
    found = [finding.rule for finding in jdlint.lint_text(text)]
    said = run("check", "-", "--output-format", "json", stdin=text.encode())
    assert [entry["rule"] for entry in json.loads(said.stdout)["findings"]] == found != []
    checked = server.OpenPosts(lambda _: None, lambda *_: None, Plans())._check("untitled:a", 1, text)
    assert checked.problem is None
    assert checked.post is not None
    assert [finding.rule for finding in checked.post.result.findings] == found
    places = Places(checked.post.source, "utf-16")
    assert all(diagnostic(finding, places).message for finding in checked.post.result.findings)


def test_the_page_has_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path, monkeypatch, real_rules=True)
    for name in shapes():
        if name != "suppression of many names":
            Path(f"{name}.md").write_bytes(shapes()[name](2_500).encode())
    result = run("report", "-o", "page.html", ".")
    assert "Traceback" not in result.stderr
    assert result.stderr.count("suppressions, and at most") == result.stderr.count(": error: ") < 5
    page = Path("page.html").read_text(encoding="utf-8")
    assert page.rstrip().endswith("</html>")
    assert "nested lists of HTML.md" in page
