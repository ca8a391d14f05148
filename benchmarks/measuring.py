"""What commands cost: run in turns, so that a slow minute of the machine weighs on all of them alike."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pyperf

_STAT = Path("/proc/stat")
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
# Idle and waiting for disks; guests are counted among the users of the machine already.
_IDLE, _COUNTED = (3, 4), 8


@dataclass(frozen=True)
class Cost:
    """What a command took.

    Time passed and processor time are in seconds. ``memory`` is the peak of its largest process in MiB, ``others``
    the processor time of all other processes meanwhile, which may come out a little below 0.
    """

    passed: float
    processor: float
    memory: float
    others: float


@dataclass(frozen=True)
class Command:
    """A command, the cores that it may use, what is done before it (not timed), and the exit codes that are right."""

    words: Sequence[str | Path]
    cores: int = 1
    before: Callable[[], None] | None = None
    codes: tuple[int, ...] = (0, 1)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def held_to(count: int) -> Iterator[None]:
    """Let this process, and those that it starts, use so many cores, where the system can be told."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(allowed)[-count:])
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def cost_of(command: Command) -> Cost:
    """Run a command to its end; RuntimeError says that its exit code is not right."""
    if command.before:
        command.before()
    words = [str(word) for word in command.words]
    # Python keeps its bytecode, as it does where jdlint is installed; else each run would compile all modules.
    left_out = ("JDLINT_", "PYTHONDONTWRITEBYTECODE")
    kept = {key: text for key, text in os.environ.items() if not key.startswith(left_out)}
    with held_to(command.cores):
        busy, begin = busy_seconds(), time.perf_counter()
        with subprocess.Popen(
            words, env=kept, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        passed = time.perf_counter() - begin
    if process.returncode not in command.codes:
        raise RuntimeError(f"{Path(words[0]).name} exited with {process.returncode}")
    processor = used.ru_utime + used.ru_stime
    return Cost(passed, processor, used.ru_maxrss / 1024, busy_seconds() - busy - processor)


def busy_seconds() -> float:
    """The seconds that all processors together have worked so far; 0 where the system does not tell."""
    if not _STAT.is_file():
        return 0.0
    ticks = [int(text) for text in _STAT.read_text(encoding="ascii").split("\n", 1)[0].split()[1:]][:_COUNTED]
    return sum(count for place, count in enumerate(ticks) if place not in _IDLE) / _TICKS


def in_turns(commands: Mapping[str, Command], *, seconds: float, most: int) -> dict[str, list[Cost]]:
    """Run commands one after the other, and again, as often as ``seconds`` allow: at least once, at most ``most`` times."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    begin = time.perf_counter()
    for done in range(1, most + 1):
        for name, command in commands.items():
            found[name].append(cost_of(command))
        if (time.perf_counter() - begin) / done * (done + 1) > seconds:
            break
    return found


def typical(costs: Sequence[Cost], of: str) -> float:
    """The median of one figure of several runs."""
    figures: list[float] = [getattr(cost, of) for cost in costs]
    return median(figures)


def ratio(jdlint: Sequence[Cost], other: Sequence[Cost], of: str, scale: float = 1.0) -> dict[str, object]:
    """What is recorded of jdlint against another command that ran in turns with it.

    That is the median of the ratios, how far they lie from it in the median, the median time passed and processor
    time of both, and the share of the machine that others used.
    """
    pairs = zip(jdlint, other, strict=True)
    value, spread = spread_of([scale * getattr(one, of) / getattr(two, of) for one, two in pairs])
    both = {
        name: (typical(costs, "passed"), typical(costs, "processor"))
        for name, costs in (("jdlint", jdlint), ("other", other))
    }
    return {"value": value, "spread": spread, **both, "others": share_of_others((*jdlint, *other))}


def share_of_others(costs: Sequence[Cost]) -> float:
    """How much of the machine other processes used while these ran, from 0 to 1."""
    could = sum(cost.passed for cost in costs) * (os.cpu_count() or 1)
    return min(1.0, max(0.0, sum(cost.others for cost in costs) / could))


def spread_of(values: Sequence[float]) -> tuple[float, float]:
    """The median, and the median distance from it."""
    middle = median(values)
    return middle, median(abs(value - middle) for value in values)


def as_suite(costs: Mapping[str, Sequence[Cost]]) -> pyperf.BenchmarkSuite:
    """The times passed, as pyperf keeps them: ``pyperf compare_to`` compares two such files."""
    return pyperf.BenchmarkSuite(
        [
            pyperf.Benchmark(
                [pyperf.Run([cost.passed], metadata={"name": name}, collect_metadata=True) for cost in found]
            )
            for name, found in costs.items()
        ]
    )
