"""What jdlint promises of any bytes, held against the seeds of the fuzzer and against what it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import promises
import pytest
from command import ROOT, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from posts_with_findings import work_folder
from promises import TODAY, BrokenPromiseError, post_promises, rule_promises, settings_promises

from jdlint.baseline import Baseline, count_findings, key_of
from jdlint.engine import unmoved
from jdlint.fixes import Fixed
from jdlint.linter import lint_source
from jdlint.post.source import make_source
from jdlint.suppressions.adding import Added

SEEDS = ROOT / "fuzz" / "seeds"
PROMISES: dict[str, Callable[[bytes], None]] = {
    "post": post_promises,
    "rule": rule_promises,
    "settings": settings_promises,
}
EXAMPLES = sorted((ROOT / "examples").glob("*.md"))


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_seed_keeps_the_promises(path: Path) -> None:
    PROMISES[path.parent.name](path.read_bytes())


LINES = [line for path in EXAMPLES for line in path.read_text("utf-8").splitlines()]
MARKS = [
    "", "# ", "## Requirements", "- the the ninja", "> ", "---", "+++", "```", "| a | b |", "|---|---|", "<p>", "</ul>", "\\",
    "title: The the ninja", "salary: {min: 5, max: 4}", "jdlint-disable: [hype-title, metrics]", "{{ x }}", "{% y %}", "[x](", "**",
    "<!-- jdlint-disable ALL -->", "<!-- jdlint-enable hype-title -->", "You leverage synergies <!-- jdlint-disable-line -->",
    "\u2028", "\u00a0salesmen\u200b", "\ufeff", "\0", "😀 e\u0301 \u202e", "TODO [insert]", "Must must have 10+ years of pytorch!!!",
]  # fmt: skip
POSTS = st.tuples(
    st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(MARKS)), max_size=30),
    st.sampled_from(["\n", "\r\n", "\r"]),
).map(lambda lines_and_newline: lines_and_newline[1].join(lines_and_newline[0]))


@settings(max_examples=30, deadline=None)
@given(POSTS)
def test_any_post_keeps_the_promises(text: str) -> None:
    post_promises(text.encode())


@settings(max_examples=30, deadline=None)
@given(POSTS, st.randoms(use_true_random=False))
def test_the_order_of_the_rules_changes_nothing(text: str, random: Random) -> None:
    plan = promises.plan()
    rules = list(plan.rules)
    random.shuffle(rules)
    source = make_source(text, "a.md")
    expected = lint_source(plan.linter, source, plan.rules, None, plan.circumstances)
    shuffled = lint_source(plan.linter, source, rules, None, plan.circumstances)
    assert shuffled.findings == expected.findings
    assert shuffled.suppressed == expected.suppressed


@settings(max_examples=30, deadline=None)
@given(POSTS, st.integers(0, 3))
def test_what_a_baseline_has_is_known_wherever_it_has_moved(text: str, lines: int) -> None:
    plan = promises.plan()
    source = make_source(text, "a.md")
    found = lint_source(plan.linter, source, plan.rules, None, plan.circumstances)
    baseline = Baseline(Path("known.json"), {"a.md": count_findings(source, found)})
    same = baseline.screen_for(source)(found, source, unmoved)
    assert (same.findings, same.known) == ((), found.findings)
    moved = make_source("\n" * lines + text, "a.md")
    now = lint_source(plan.linter, moved, plan.rules, None, plan.circumstances)
    new = baseline.screen_for(moved)(now, moved, unmoved).findings
    before = Counter(key_of(finding, source) for finding in found.findings)
    assert (
        Counter(key_of(finding, moved) for finding in new) == Counter(key_of(f, moved) for f in now.findings) - before
    )


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(POSTS, min_size=8, max_size=8))
def test_a_run_with_a_cache_says_what_one_without_says(work: Path, texts: list[str]) -> None:
    for path in work.rglob("*"):
        if path.is_file():
            path.unlink()
    for number, text in enumerate(texts):
        (work / f"p{number}.md").write_bytes(text.encode())
    args = ("--isolated", "--preview", "--today", TODAY.isoformat(), "--output-format", "json", "--show-passes", ".")
    plain = run(*args, "--no-cache")
    for _ in range(2):
        kept = run(*args, "--cache-dir", "../kept")
        assert (kept.exit_code, kept.output) == (plain.exit_code, plain.output)
    assert any((work.parent / "kept" / "results").rglob("*"))


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("JDLINT_NO_CACHE")
    return work_folder(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("target", "instead"),
    [
        ("jdlint.post.source.Source.position", lambda self, offset: (1, 1)),
        ("jdlint.linter.apply_suppressions", lambda post, result, *_: replace(result, findings=result.findings[1:])),
        ("promises.fix_source", lambda source, judge, *_, unsafe=False: Fixed(source, judge(source)[1], settled=False)),
        ("promises.add_suppressions", lambda source, found, judge: Added(source.text, len(found), ())),
    ],
)
def test_a_promise_that_is_broken_is_noticed(target: str, instead: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target, instead)
    with pytest.raises(BrokenPromiseError):
        post_promises((SEEDS / "post" / "plain.post").read_bytes())
