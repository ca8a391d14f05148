"""What hostile posts cost: seconds of processor time and peak memory, for each shape, by the real command.

    python benchmarks/hostile.py                    # the worst that is still read of each shape, and 990 kB of it
    python benchmarks/hostile.py --share 0.25 nested

Exits with 1 when a run takes more than 3 seconds or 250 MiB, or does not end with the code 0, 1 or 2 and without
a traceback. Needs a system that can fork.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hostile_posts import shapes

from jdlint.errors import InputError
from jdlint.post.bounds import refuse_too_much
from jdlint.post.source import make_source

MAX_SECONDS, MAX_MEMORY = 3.0, 250.0
# As large as a post may be without being refused for its size alone.
ALL = 990_000
_CODES = (0, 1, 2)


@dataclass(frozen=True)
class Run:
    """What came of a post: seconds of user time, MiB, the exit code (negative for a signal), and what was said."""

    shape: str
    size: int
    seconds: float
    memory: float
    code: int
    output: str
    errors: str

    @property
    def fault(self) -> str:
        """What is wrong with it; empty when nothing is."""
        if self.code not in _CODES or "Traceback" in self.errors or "internal error" in self.errors:
            return f"ended with {self.code}: {self.errors[:200]}"
        if self.code == 2 and not self.errors:
            return "ended with 2 and no word"
        if self.seconds > MAX_SECONDS or self.memory > MAX_MEMORY:
            return f"took more than {MAX_SECONDS:g} s or {MAX_MEMORY:g} MiB"
        return ""


def largest(make: Callable[[int], str]) -> int:
    """The size of the largest post of a shape that is not refused, to within a fiftieth."""
    low, high = 2_000, ALL
    if is_read(make(high)):
        return high
    while high - low > max(low // 50, 200):
        middle = (low + high) // 2
        low, high = (middle, high) if is_read(make(middle)) else (low, middle)
    return low


def is_read(text: str) -> bool:
    """Whether a post is within the bounds."""
    try:
        refuse_too_much(make_source(text, "post.md"))
    except InputError:
        return False
    return True


# A process begins with the peak memory of the one that it comes from, so that must be a small one. What it runs may
# take a minute of processor time and 2 GiB.
_WATCHED = """
import json, os, resource, sys
told, *command = sys.argv[1:]
process = os.fork()
if process == 0:
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    os.execv(command[0], command)
_, status, used = os.wait4(process, 0)
with open(told, "w") as file:
    json.dump([used.ru_utime, used.ru_maxrss, os.waitstatus_to_exitcode(status)], file)
"""


def run(args: Sequence[str], folder: Path, shape: str, size: int) -> Run:
    """Run the command on a post of some shape and size; after a minute of processor time the system ends it."""
    out, err, used = folder / "out", folder / "err", folder / "used"
    with out.open("wb") as stdout, err.open("wb") as stderr:
        command = [sys.executable, "-c", _WATCHED, str(used), sys.executable, "-m", "jdlint", *args]
        subprocess.run(command, stdout=stdout, stderr=stderr, check=True)
    output, errors = (path.read_text(encoding="utf-8", errors="replace") for path in (out, err))
    seconds, kibibytes, code = json.loads(used.read_text(encoding="utf-8"))
    return Run(shape, size, seconds, kibibytes / 1024, code, output, errors)


def runs(args: Sequence[str], names: Sequence[str], share: float | None) -> Iterator[Run]:
    """Each shape (of which one of ``names`` is a part of the name) by a command, which is given the post last.

    ``share`` is of the largest post that is read; without it the post is of 990 kB.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        post = folder / "post.md"
        cache = ("--cache-dir", str(folder / "cache"))
        post.write_text("# Engineer\n", encoding="utf-8")
        run(["check", *cache, str(post)], folder, "", 0)
        for shape, make in shapes().items():
            if names and not any(part in shape for part in names):
                continue
            data = make(ALL if share is None else int(share * largest(make))).encode()
            post.write_bytes(data)
            yield run([*args, *cache, str(post)], folder, shape, len(data))


def main() -> None:
    """Print a line for each run as it ends, and the faults at the end."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="only shapes with this in their names")
    parser.add_argument("--share", type=float, help="of the largest post that is read, instead of that and 990 kB")
    parser.add_argument("--args", default="check --isolated", help="the command, without the post")
    given = parser.parse_args()
    command = given.args.split()
    shares = (1.0, None) if given.share is None else (given.share,)
    found = []
    for share in shares:
        for one in runs(command, given.names, share):
            found.append(one)
            said = one.errors.partition("\n")[0].rpartition(": ")[2][:60]
            line = f"{one.seconds:5.2f} s {one.memory:4.0f} MiB  {one.size:7} bytes  {one.code}  {one.shape}  {said}"
            print(line, flush=True)
    faults = [run for run in found if run.fault]
    print(f"{len(found)} runs, {len(faults)} faults")
    for one in faults:
        print(f"{one.shape}, {one.size} bytes: {one.fault}", file=sys.stderr)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
