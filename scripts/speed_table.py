"""How fast jdlint is, told from what ``benchmarks/speed.py`` recorded: a table, and a sentence for the README.

``python scripts/speed_table.py [FILE]`` prints the table of a record, by default of the one that is stored.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RECORD = Path(__file__).resolve().parent.parent / "benchmarks" / "recorded-speed.json"
# A measurement is taken as disturbed when other processes used more than this share of the machine meanwhile.
BUSY = 0.1


_TIMES = (
    "Times are medians of time passed, with processor time in brackets; a ratio is the median of those of several rounds, "
    "by processor time on one core and by time passed on two, and ± is their median distance from it."
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; ``mark`` and ``stretch`` are the highest values that were aimed at."""

    key: str
    what: str
    mark: float
    stretch: float
    unit: str = "x"


ROWS = (
    Row("one-post", "one post, whole process, against `import click, markdown_it`", 1.5, 1.2),
    Row("parse", "{posts:,} posts, one core, against markdown-it-py parsing them", 2.5, 1.8),
    Row("positions", "the position map alone, against that parse", 0.6, 0.3),
    Row("two-cores", "{posts:,} posts, two cores against one", 0.65, 0.55),
    Row("again", "{posts:,} unchanged posts again, against cold", 0.15, 0.08),
    Row("many-time", "time a post at {many:,} posts, against {posts:,}", 1.1, 1.0),
    Row("many-memory", "peak memory at {many:,} posts, one core", 80, 50, "MiB"),
    Row("proselint", "against proselint, {few:,} posts, one core", 0.35, 0.2),
    Row("proselint-again", "against proselint, {few:,} unchanged posts again, one core", 0.15, 0.1),
    Row("markdownlint", "against markdownlint-cli2, {few:,} posts, two cores", 0.5, 0.3),
    Row("codespell", "against codespell, {posts:,} posts, two cores", 4, 2),
    Row("real", "{real:,} real posts, one core, against markdown-it-py parsing them", 2.5, 1.8),
)


def read_record(path: Path = RECORD) -> dict[str, Any]:
    """What was measured: ``rows`` by key, ``counts`` of posts, ``machine``, and ``load`` when it began."""
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def speed_table(record: Mapping[str, Any] | None = None) -> str:
    """All rows in Markdown, what is not measured too, and what they were measured on."""
    record = record or read_record()
    lines = ["| what | jdlint | the other | ratio | mark | stretch | |", "|---|---|---|---|---|---|---|"]
    lines += [_line(row, record) for row in ROWS]
    return "\n".join((*lines, "", _TIMES, "", _circumstances(record)))


def _line(row: Row, record: Mapping[str, Any]) -> str:
    found = record["rows"][row.key]
    what = row.what.format_map(record["counts"]).removeprefix("0 ")
    marks = f"{row.mark:g} {row.unit} | {row.stretch:g} {row.unit}"
    if "missing" in found:
        return f"| {what} | | | not measured: {found['missing']} | {marks} | |"
    value = f"{found['value']:.2f} ± {found['spread']:.2f} x" if row.unit == "x" else f"{found['value']:.0f} {row.unit}"
    return f"| {what} | {_cost(found.get('jdlint'))} | {_cost(found.get('other'))} | {value} | {marks} | {_verdict(row, found)} |"


def _verdict(row: Row, found: Mapping[str, Any]) -> str:
    """How a value stands to its mark, rounded as it is printed, and whether other processes disturbed it."""
    value = round(found["value"], 2)
    verdict = "stretch" if value <= row.stretch else "met" if value <= row.mark else "missed"
    return f"{verdict}, busy machine" if found["others"] > BUSY else verdict


def _cost(seconds: Sequence[float] | None) -> str:
    """Time passed and processor time; nothing where neither was measured."""
    return f"{_time(seconds[0])} ({_time(seconds[1])})" if seconds else ""


def _time(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms" if seconds < 1 else f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.0f} s"


def _circumstances(record: Mapping[str, Any]) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in record["versions"].items())
    load, cores = record["load"], record["cores"]
    said = f"Measured on {record['date']}: {record['cpu']}, {cores} cores, {record['system']}; {versions}. "
    said += f"Load average at the start: {load:.2f}."
    if _is_busy(record):
        said += " **The machine was busy: these figures are not to be relied on.**"
    if record["quick"]:
        said += " **A quick run on few posts, to see that the script works: its figures say nothing.**"
    return said


def speed_sentence(record: Mapping[str, Any] | None = None) -> str:
    """What the README says of speed."""
    record = record or read_record()
    rows, posts = record["rows"], f"{record['counts']['posts']:,}"
    one, two, again = (_time(rows[key]["jdlint"][0]) for key in ("one-post", "two-cores", "again"))
    busy = ", which had other work to do" if _is_busy(record) else ""
    said = f"A run on one post takes {one}, on {posts} posts {two} with two cores, and {again} when nothing has changed since the "
    said += f"last run ({record['cpu']}{busy})."
    peers = (("proselint", "proselint"), ("markdownlint", "markdownlint-cli2"), ("codespell", "codespell"))
    ratios = [f"{rows[key]['value']:.2f} times that of {name}" for key, name in peers if "value" in rows[key]]
    if ratios:
        said += f" On the same posts and cores its time is {', '.join(ratios)}."
    return f"{said} [docs/speed.md](docs/speed.md) has all figures, and what is kept between runs."


def _is_busy(record: Mapping[str, Any]) -> bool:
    return bool(record["load"] > record["cores"] / 2)


def main(arguments: Sequence[str]) -> None:
    """Print the table of a record."""
    print(speed_table(read_record(Path(arguments[0]) if arguments else RECORD)))


if __name__ == "__main__":
    main(sys.argv[1:])
