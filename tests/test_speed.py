"""The benchmark of speed: that it runs, tells all that it measured, and hides nothing. No figure is judged here."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

import speed_table

BENCHMARKS = ROOT / "benchmarks"
# The issue that asked for the benchmark, row by row: the mark and the stretch.
ASKED = {
    "one-post": (1.5, 1.2),
    "parse": (2.5, 1.8),
    "positions": (0.6, 0.3),
    "two-cores": (0.65, 0.55),
    "again": (0.15, 0.08),
    "many-time": (1.1, 1.0),
    "many-memory": (80, 50),
    "proselint": (0.35, 0.2),
    "proselint-again": (0.15, 0.1),
    "markdownlint": (0.5, 0.3),
    "codespell": (4, 2),
}


def record(value: float = 1.0, *, others: float = 0.0, load: float = 0.1) -> dict[str, Any]:
    row = {"value": value, "spread": 0.01, "jdlint": [2.5, 2.4], "other": [1.0, 0.9], "others": others}
    return {
        "date": "2026-01-01",
        "load": load,
        "cores": 2,
        "quick": False,
        "cpu": "A processor",
        "system": "Linux",
        "versions": {"jdlint": "0.1.0"},
        "counts": {"posts": 1000, "many": 10_000, "few": 100, "real": 200},
        "rows": {row_of.key: dict(row) for row_of in speed_table.ROWS},
    }


def line(table: str, key: str) -> str:
    place = [row.key for row in speed_table.ROWS].index(key)
    return table.splitlines()[2 + place]


def measuring(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - a module of the benchmarks
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("measuring")


def test_the_table_has_every_row_that_was_asked_for_with_its_marks() -> None:
    marks = {row.key: (row.mark, row.stretch) for row in speed_table.ROWS}
    assert {key: marks.get(key) for key in ASKED} == ASKED
    page = (ROOT / "docs" / "speed.md").read_text(encoding="utf-8")
    assert page.count(speed_table.speed_table()) == 1


def test_the_stored_record_is_no_quick_one_and_has_all_rows() -> None:
    stored = speed_table.read_record()
    assert stored["quick"] is False
    assert set(stored["rows"]) == {row.key for row in speed_table.ROWS}


def test_a_value_is_judged_as_it_is_printed() -> None:
    for value, verdict in ((1.2, "stretch"), (1.204, "stretch"), (1.206, "met"), (1.504, "met"), (1.51, "missed")):
        assert line(speed_table.speed_table(record(value)), "one-post").endswith(f"| {verdict} |")


def test_a_busy_machine_is_said() -> None:
    quiet = speed_table.speed_table(record())
    assert "busy" not in quiet
    disturbed = speed_table.speed_table(record(others=0.2))
    assert all(line(disturbed, key).endswith(", busy machine |") for key in ASKED)
    assert "**The machine was busy" in speed_table.speed_table(record(load=1.2))


def test_the_readme_has_its_figures_from_the_record() -> None:
    told = speed_table.speed_sentence(record(0.25))
    assert "A run on one post takes 2.50 s, on 1,000 posts 2.50 s with two cores, and 2.50 s when" in told
    assert "its time is 0.25 times that of proselint, 0.25 times that of markdownlint-cli2, 0.25 times that of" in told
    assert "which had other work to do" not in told
    assert "which had other work to do" in speed_table.speed_sentence(record(load=1.5))
    assert speed_table.speed_sentence() in (ROOT / "README.md").read_text(encoding="utf-8")
    without = record()
    without["rows"] |= {key: {"missing": "no index"} for key in ("proselint", "markdownlint", "codespell")}
    assert "same posts" not in speed_table.speed_sentence(without)


def test_what_is_not_measured_is_said_with_the_reason() -> None:
    stored = record()
    stored["rows"]["proselint"] = {"missing": "proselint could not be installed (OSError)"}
    told = line(speed_table.speed_table(stored), "proselint")
    assert "not measured: proselint could not be installed (OSError)" in told
    assert "met" not in told


def test_a_quick_run_measures_and_stores_nothing_beside_what_it_is_told(tmp_path: Path) -> None:
    before = speed_table.RECORD.read_bytes()
    path = tmp_path / "record.json"
    words = ("--quick", "--record", path, "--pyperf", tmp_path / "pyperf.json")
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "speed.py"), *map(str, words)], capture_output=True, text=True, check=True
    )
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert speed_table.RECORD.read_bytes() == before
    assert done.stdout.strip() == speed_table.speed_table(stored)
    assert "**A quick run on few posts" in done.stdout
    left_out = {"proselint", "proselint-again", "markdownlint", "codespell", "real"}
    for key, row in stored["rows"].items():
        assert ("missing" in row) == (key in left_out), key
        assert key in left_out or row["value"] > 0
    assert len(json.loads((tmp_path / "pyperf.json").read_text(encoding="utf-8"))["benchmarks"]) >= 8


def test_a_command_that_fails_is_no_measurement(monkeypatch: pytest.MonkeyPatch) -> None:
    module = measuring(monkeypatch)
    with pytest.raises(RuntimeError, match="exited with 3"):
        module.cost_of(module.Command((sys.executable, "-c", "raise SystemExit(3)")))


def test_the_ratio_is_the_median_of_those_of_the_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    module = measuring(monkeypatch)
    ours, theirs = ([module.Cost(time, time, 1, 0) for time in times] for times in ((2, 9, 6), (1, 1, 2)))
    assert module.ratio(ours, theirs, "passed")["value"] == 3
    assert module.ratio(ours, theirs, "passed")["spread"] == 1
    assert module.ratio(ours, theirs, "passed", scale=0.5)["value"] == 1.5


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system holds no process to a core")
def test_commands_take_turns_and_are_held_to_their_cores(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = measuring(monkeypatch)
    note = tmp_path / "note"
    script = f"import os; open({str(note)!r}, 'a').write(%r + str(len(os.sched_getaffinity(0))))"
    commands = {name: module.Command((sys.executable, "-c", script % name)) for name in "ab"}
    found = module.in_turns(commands, seconds=60, most=2)
    assert note.read_text(encoding="utf-8") == "a1b1a1b1"
    assert [len(costs) for costs in found.values()] == [2, 2]
    assert all(cost.passed > 0 and cost.processor > 0 and cost.memory > 1 for costs in found.values() for cost in costs)
