"""How fast jdlint is, as ratios to what it stands on and to other linters, measured in turns in one run.

``make bench`` measures, stores what it found in ``benchmarks/recorded-speed.json``, and writes the table of
docs/speed.md and the sentence of the README from it. *Cold* is a run with compiled rules and without results of
earlier runs. Several cores are compared by the time that passes, one core by processor time.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from measuring import as_suite, cores
from peers import VERSIONS, Peer, install_peers
from speed_rows import (
    ROOT,
    Bench,
    measure_few,
    measure_one,
    measure_positions,
    measure_real,
    measure_set,
)

RECORD = ROOT / "benchmarks" / "recorded-speed.json"


def circumstances(peers: dict[str, Peer]) -> dict[str, object]:
    """The machine, and the releases of what was measured."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        found = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line]
        cpu = found[0] if found else cpu
    versions = {"Python": platform.python_version()}
    versions |= {name: importlib.metadata.version(name) for name in ("jdlint", "markdown-it-py", "click", "pyyaml")}
    versions |= {name: VERSIONS[name] for name, peer in peers.items() if peer.program}
    if peers["markdownlint-cli2"].program:
        versions["Node.js"] = subprocess.run(
            ["node", "--version"], capture_output=True, text=True, check=True
        ).stdout.strip()
    return {"cpu": cpu, "cores": cores(), "system": platform.system(), "versions": versions}


def load_of_quiet_machine(seconds: float) -> float:
    """The load average, after waiting for a quiet machine as long as ``seconds``."""
    end = time.monotonic() + seconds
    while os.getloadavg()[0] > cores() / 2 and time.monotonic() < end:
        time.sleep(5)
    return os.getloadavg()[0]


def measure(given: argparse.Namespace, work: Path) -> dict[str, object]:
    """All that is measured, as it is recorded."""
    if given.quick:
        counts = {"posts": 20, "many": 40, "few": 10, "real": 0}
        peers = {name: Peer(name, None, "left out of quick runs") for name in VERSIONS}
    else:
        counts = {"posts": given.posts, "many": 10 * given.posts, "few": min(given.posts, 100), "real": 0}
        peers = install_peers(given.peers)
    load = load_of_quiet_machine(0 if given.quick else given.wait)
    bench = Bench(work, counts, 0 if given.quick else given.seconds)
    rows = measure_one(bench) | measure_set(bench, peers["codespell"]) | measure_positions(bench)
    rows |= measure_few(bench, peers["proselint"], peers["markdownlint-cli2"])
    rows |= {"real": {"missing": "left out of quick runs"}} if given.quick else measure_real(bench)
    if given.pyperf:
        given.pyperf.parent.mkdir(parents=True, exist_ok=True)
        as_suite(bench.costs).dump(str(given.pyperf), replace=True)
    about = {"date": datetime.now(UTC).date().isoformat(), "load": load, "quick": given.quick, **circumstances(peers)}
    return {**about, "counts": counts, "rows": rows}


def main() -> None:
    """Measure, print the table, and store what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a try of the script: few posts, one round, nothing stored"
    )
    parser.add_argument("--posts", type=int, default=1000, help="how many posts; one row is about ten times as many")
    parser.add_argument("--seconds", type=float, default=40, help="how long the rounds of a row may take, roughly")
    parser.add_argument("--wait", type=float, default=120, help="how many seconds to wait for a quiet machine")
    parser.add_argument(
        "--peers", type=Path, default=ROOT / "build" / "peers", help="where other linters are installed"
    )
    parser.add_argument("--pyperf", type=Path, help="keep the times in a file that pyperf reads")
    parser.add_argument("--record", type=Path, help=f"where to store it, by default {RECORD.relative_to(ROOT)}")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = given.record or (Path(name, "record.json") if given.quick else RECORD)
        path.write_text(json.dumps(measure(given, Path(name)), indent=1) + "\n", encoding="utf-8")
        subprocess.run([sys.executable, ROOT / "scripts" / "speed_table.py", path], check=True)


if __name__ == "__main__":
    main()
