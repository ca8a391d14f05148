"""How fast jdlint is, as ratios to what it stands on: measured in one run, medians, on invented and on real posts.

``make bench`` prints the table and writes it into docs/speed.md. Single processes are measured by the processor
time that they take, several by the time that passes; the mark of each row is what was aimed at.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from invented_posts import write_posts
from markdown_it import MarkdownIt

from jdlint.post.markdown import parse_markdown
from jdlint.post.source import make_source

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "speed.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
_PARSE = """
import sys
from pathlib import Path
from markdown_it import MarkdownIt
parse = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse
for path in sorted(Path(sys.argv[1]).glob("*.md")):
    parse(path.read_text(encoding="utf-8"))
"""


@dataclass(frozen=True)
class Cost:
    """What a process took: processor time and time in seconds, and its peak memory in MiB."""

    processor: float
    passed: float
    memory: float


@dataclass(frozen=True)
class Row:
    """One line of the table; ``limit`` is the mark."""

    what: str
    value: float | None
    limit: float
    unit: str = "x"


def cost_of(*command: str) -> Cost:
    """Run a command and wait for it."""
    before = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - before, used.ru_maxrss / 1024)


def typical(repeat: int, run: Callable[[], Cost]) -> Cost:
    """The medians of several runs."""
    costs = [run() for _ in range(repeat)]
    return Cost(*(median(getattr(cost, name) for cost in costs) for name in ("processor", "passed", "memory")))


class Bench:
    """jdlint on folders of posts, with a cache of its own that has the compiled rules and no results."""

    def __init__(self, work: Path, repeat: int) -> None:
        self.repeat = repeat
        self.cache = work / "cache"
        self.lint([str(ROOT / "examples" / "bad-usual-template.md")])

    def lint(self, paths: Sequence[str], jobs: int = 1) -> Cost:
        """One run on some paths."""
        options = (
            "--isolated",
            "--output-format",
            "concise",
            "-q",
            "--jobs",
            str(jobs),
            "--cache-dir",
            str(self.cache),
        )
        return cost_of(sys.executable, "-m", "jdlint", *options, *paths)

    def cold(self, folder: Path, jobs: int = 1) -> Cost:
        """One run without results of earlier ones."""
        shutil.rmtree(self.cache / "results", ignore_errors=True)
        return self.lint([str(folder)], jobs)

    def parse(self, folder: Path) -> Cost:
        """markdown-it-py merely parsing the posts."""
        return cost_of(sys.executable, "-c", _PARSE, str(folder))


def position_map(folder: Path, repeat: int) -> float:
    """What the positions cost beside the parse, in one process."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))]
    sources = [make_source(text, "post.md") for text in texts]
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    ratios = []
    for _ in range(repeat):
        # Post by post, one after the other way, so that neither has more garbage to collect than the other.
        plain = placed = 0.0
        for text, source in zip(texts, sources, strict=True):
            start = time.process_time()
            parser.parse(text)
            middle = time.process_time()
            parse_markdown(source)
            plain, placed = plain + middle - start, placed + time.process_time() - middle
        ratios.append(placed / plain - 1)
    return median(ratios)


def measure(bench: Bench, folder: Path, count: int) -> list[Row]:
    """The rows about one set of invented posts."""
    one = str(ROOT / "examples" / "bad-usual-template.md")
    alone = typical(2 * bench.repeat + 1, lambda: bench.lint([one]))
    imports = typical(2 * bench.repeat + 1, lambda: cost_of(sys.executable, "-c", "import click, markdown_it"))
    parse = typical(bench.repeat, lambda: bench.parse(folder))
    cold = typical(bench.repeat, lambda: bench.cold(folder))
    again = typical(bench.repeat, lambda: bench.lint([str(folder)]))
    rows = [
        Row("one post, whole process, against `import click, markdown_it`", alone.processor / imports.processor, 1.5),
        Row(f"{count} posts, cold, against markdown-it-py parsing them", cold.processor / parse.processor, 2.5),
        Row("the position map alone, against that parse", position_map(folder, bench.repeat), 0.6),
        Row(f"{count} unchanged posts again, against cold", again.processor / cold.processor, 0.15),
        Row(f"time a post, cold, {count} posts", 1000 * cold.processor / count, float("nan"), "ms"),
        Row(f"peak memory, {count} posts", cold.memory, 80, "MiB"),
    ]
    if len(os.sched_getaffinity(0)) > 1:
        two = typical(bench.repeat, lambda: bench.cold(folder, jobs=2))
        rows.insert(
            3, Row(f"two processes against one, {count} posts, cold (time passed)", two.passed / cold.passed, 0.65)
        )
    return rows


def measure_many(bench: Bench, work: Path, count: int, rows: Sequence[Row]) -> list[Row]:
    """Ten times as many posts."""
    folder = work / "many"
    write_posts(folder, 10 * count, seed=8)
    many = bench.cold(folder)
    once = next(row.value for row in rows if row.unit == "ms") or 1
    return [
        Row(f"time a post at {10 * count} posts against {count}", 1000 * many.processor / (10 * count) / once, 1.1),
        Row(f"peak memory, {10 * count} posts", many.memory, 80, "MiB"),
    ]


def measure_real(bench: Bench, folder: Path) -> list[Row]:
    """The labelled real posts."""
    count = len(list(folder.glob("*.md")))
    cold, parse = typical(bench.repeat, lambda: bench.cold(folder)), typical(bench.repeat, lambda: bench.parse(folder))
    return [
        Row(f"{count} real posts, cold, against markdown-it-py parsing them", cold.processor / parse.processor, 2.5),
        Row(f"time a post, cold, {count} real posts", 1000 * cold.processor / count, float("nan"), "ms"),
    ]


def measure_peers(bench: Bench, folder: Path, work: Path) -> list[Row]:
    """Other linters, where they are installed."""
    hundred = work / "hundred"
    hundred.mkdir()
    for path in sorted(folder.glob("*.md"))[:100]:
        shutil.copy(path, hundred)
    rows = []
    for name, target, command, limit in (
        ("proselint", hundred, ("proselint", "check"), 0.35),
        ("codespell", folder, ("codespell",), 4.0),
    ):
        count = len(list(target.glob("*.md")))
        program = shutil.which(command[0])
        value = None
        if program:
            files = [str(path) for path in sorted(target.glob("*.md"))]
            other = typical(bench.repeat, partial(cost_of, program, *command[1:], *files))
            value = typical(bench.repeat, partial(bench.cold, target)).processor / other.processor
        rows.append(Row(f"against {name}, {count} posts, cold", value, limit))
    return rows


def machine() -> str:
    """What it was measured on."""
    names = ("jdlint", "markdown-it-py", "click", "pyyaml")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        found = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line]
        cpu = found[0] if found else cpu
    cores = len(os.sched_getaffinity(0))
    return f"{cpu}, {cores} cores, {platform.system()}; Python {platform.python_version()}, {versions}."


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown."""
    lines = ["| what | measured | mark | |", "|---|---|---|---|"]
    for row in rows:
        no_mark = row.limit != row.limit
        value = "not installed" if row.value is None else f"{row.value:.2f} {row.unit}"
        met = "" if no_mark or row.value is None else "met" if row.value <= row.limit else "missed"
        lines.append(f"| {row.what} | {value} | {'' if no_mark else f'{row.limit:g} {row.unit}'} | {met} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write the page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1000, help="how many invented posts")
    parser.add_argument("--repeat", type=int, default=3, help="how many runs each median is of")
    parser.add_argument("--many", action="store_true", help="measure ten times as many posts too")
    parser.add_argument("--write", action="store_true", help="write the table into docs/speed.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work, folder = Path(name), Path(name, "posts")
        write_posts(folder, given.posts)
        bench = Bench(work, given.repeat)
        rows = measure(bench, folder, given.posts)
        rows += measure_many(bench, work, given.posts, rows) if given.many else []
        rows += measure_peers(bench, folder, work)
        real = Path(os.environ.get("JDLINT_CORPUS", ROOT.parent / "shared" / "corpus"), "dev", "posts")
        if real.is_dir():
            rows += measure_real(bench, real)
        else:
            print("the real posts are not at hand: JDLINT_CORPUS names no folder", file=sys.stderr)
    text = f"{table(rows)}\n\nMedians of {given.repeat} runs. {machine()}"
    print(text)
    if given.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
