"""What ``speed.py`` measures: each row of its table, by commands that are run in turns."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from invented_posts import write_posts
from markdown_it import MarkdownIt
from measuring import Command, Cost, busy_seconds, cost_of, held_to, in_turns, ratio, share_of_others, spread_of
from peers import Peer

from jdlint.post.markdown import parse_markdown
from jdlint.post.source import make_source

ROOT = Path(__file__).resolve().parent.parent
ONE, OTHER = ROOT / "examples" / "bad-usual-template.md", ROOT / "examples" / "good-research.md"
_MOST_ROUNDS = 21
_IMPORTS = "import click, markdown_it"
_PARSE = """
import sys
from pathlib import Path
from markdown_it import MarkdownIt
parse = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse
for path in sorted(Path(sys.argv[1]).glob("*.md")):
    parse(path.read_text(encoding="utf-8"))
"""


class Bench:
    """Commands on sets of invented posts in a folder, and what they cost."""

    def __init__(self, work: Path, counts: dict[str, int], budget: float) -> None:
        self.counts, self.budget = counts, budget
        self.warm, self.cache = work / "warm", work / "cache"
        self.posts, self.many, self.few = (work / name for name in ("posts", "many", "few"))
        write_posts(self.posts, counts["posts"])
        write_posts(self.many, counts["many"], seed=8)
        write_posts(self.few, counts["few"], seed=9)
        self.costs: dict[str, Sequence[Cost]] = {}
        # Another post than those that are measured: the rules are compiled then, and no result is at hand.
        cost_of(Command(self._words(OTHER, 1, self.warm)))

    def _words(self, path: Path, cores: int, cache: Path) -> tuple[str | Path, ...]:
        program = Path(sys.executable).with_name("jdlint")
        start = (program,) if program.exists() else (sys.executable, "-m", "jdlint")
        options = ("--isolated", "-q", "--output-format", "concise", "--jobs", str(cores), "--cache-dir", cache)
        return (*start, *options, path)

    def cold(self, path: Path, cores: int = 1) -> Command:
        """Jdlint with the compiled rules alone."""
        return Command(self._words(path, cores, self.cache), cores, before=self._forget)

    def again(self, path: Path) -> Command:
        """Jdlint with what the run before it kept."""
        return Command(self._words(path, 1, self.cache))

    def _forget(self) -> None:
        shutil.rmtree(self.cache, ignore_errors=True)
        shutil.copytree(self.warm, self.cache)

    def turns(self, label: str, commands: dict[str, Command], share: float = 1.0) -> dict[str, list[Cost]]:
        """The costs of commands that are run in turns, within a share of the time that each row has."""
        begin = time.perf_counter()
        found = in_turns(commands, seconds=share * self.budget, most=_MOST_ROUNDS)
        self.costs |= {f"{label}: {name}": costs for name, costs in found.items()}
        rounds = len(next(iter(found.values())))
        print(f"{label}: {rounds} rounds, {time.perf_counter() - begin:.0f} s", file=sys.stderr)
        return found


def measure_one(bench: Bench) -> dict[str, object]:
    """A single post."""
    imports = Command((sys.executable, "-c", _IMPORTS))
    found = bench.turns("one post", {"jdlint": bench.cold(ONE), "imports": imports}, 0.3)
    return {"one-post": ratio(found["jdlint"], found["imports"], "processor")}


def measure_set(bench: Bench, codespell: Peer) -> dict[str, object]:
    """The set of posts that most rows are about, and ten times as many."""
    commands = {
        "cold": bench.cold(bench.posts),
        "again": bench.again(bench.posts),
        "two": bench.cold(bench.posts, cores=2),
        "parse": Command((sys.executable, "-c", _PARSE, bench.posts)),
    }
    if codespell.program:
        # Its exit code is 65 when it finds anything.
        commands["codespell"] = Command((codespell.program, bench.posts), 2, codes=(0, 65))
    found = bench.turns("the set", commands, 2.5)
    (many,) = bench.turns("many", {"jdlint": bench.cold(bench.many)}, 0)["jdlint"]
    here, there = bench.counts["posts"], bench.counts["many"]
    longer = ratio([many] * len(found["cold"]), found["cold"], "processor", scale=here / there)
    memory = {"value": many.memory, "spread": 0.0, "others": share_of_others([many])}
    return {
        "parse": ratio(found["cold"], found["parse"], "processor"),
        "two-cores": ratio(found["two"], found["cold"], "passed"),
        "again": ratio(found["again"], found["cold"], "processor"),
        "codespell": _against(codespell, lambda: ratio(found["two"], found["codespell"], "passed")),
        "many-time": longer,
        "many-memory": memory,
    }


def measure_few(bench: Bench, proselint: Peer, markdownlint: Peer) -> dict[str, object]:
    """The set for linters that are slower."""
    commands = {"cold": bench.cold(bench.few), "again": bench.again(bench.few), "two": bench.cold(bench.few, cores=2)}
    if proselint.program:
        commands["proselint"] = Command((proselint.program, "check", bench.few))
    if markdownlint.program:
        commands["markdownlint"] = Command((markdownlint.program, bench.few / "*.md"), 2)
    found = bench.turns("few", commands)
    return {
        "proselint": _against(proselint, lambda: ratio(found["cold"], found["proselint"], "processor")),
        "proselint-again": _against(proselint, lambda: ratio(found["again"], found["proselint"], "processor")),
        "markdownlint": _against(markdownlint, lambda: ratio(found["two"], found["markdownlint"], "passed")),
    }


def _against(peer: Peer, measured: Callable[[], object]) -> object:
    return measured() if peer.program else {"missing": peer.missing}


def measure_real(bench: Bench) -> dict[str, object]:
    """The labelled real posts, where they are at hand."""
    folder = Path(os.environ.get("JDLINT_CORPUS", ROOT.parent / "shared" / "corpus"), "dev", "posts")
    bench.counts["real"] = len(list(folder.glob("*.md")))
    if not bench.counts["real"]:
        return {"real": {"missing": "JDLINT_CORPUS names no folder with posts"}}
    commands = {"cold": bench.cold(folder), "parse": Command((sys.executable, "-c", _PARSE, folder))}
    found = bench.turns("real posts", commands, 0.5)
    return {"real": ratio(found["cold"], found["parse"], "processor")}


def measure_positions(bench: Bench) -> dict[str, object]:
    """What the positions cost beside the parse, in one process."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(bench.posts.glob("*.md"))]
    sources = [make_source(text, "post.md") for text in texts]
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    ratios, costs = [], []
    with held_to(1):
        for _ in range(5 if bench.budget else 1):
            # Post by post, one after the other way, so that neither has more garbage to collect than the other.
            plain = placed = 0.0
            busy, begin = busy_seconds(), time.perf_counter()
            for text, source in zip(texts, sources, strict=True):
                start = time.process_time()
                parser.parse(text)
                middle = time.process_time()
                parse_markdown(source)
                plain, placed = plain + middle - start, placed + time.process_time() - middle
            ratios.append(placed / plain - 1)
            passed, used = time.perf_counter() - begin, plain + placed
            costs.append(Cost(passed, used, 0, busy_seconds() - busy - used))
    value, spread = spread_of(ratios)
    return {"positions": {"value": value, "spread": spread, "others": share_of_others(costs)}}
