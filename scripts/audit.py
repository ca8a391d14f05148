"""Ask an advisory service about every locked package, with pip-audit.

``python scripts/audit.py [--if-reachable] [OPTION]...`` hands further options on to pip-audit. It exits with 1 when
a known weakness is found, or a package could not be asked about; with ``--if-reachable`` a service that gives no
answer at all is said and passes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from lock_file import LOCK

_ASK = ("--requirement", str(LOCK), "--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json")


def ask(options: Sequence[str]) -> tuple[list[dict[str, Any]], str]:
    """What pip-audit says of each package, and why it says nothing where the service cannot be reached."""
    command = [sys.executable, "-m", "pip_audit", *_ASK, *options]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except ValueError:
        return [], (done.stderr.strip().splitlines() or ["no answer"])[-1]
    asked = [package for package in packages if "skip_reason" not in package]
    return (packages, "") if asked else ([], packages[0]["skip_reason"] if packages else "no package is locked")


def weaknesses(packages: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What is known against packages, and those that could not be asked about."""
    for package in packages:
        if "skip_reason" in package:
            yield f"{package['name']}: not checked: {package['skip_reason']}"
        for known in package.get("vulns", ()):
            names = ", ".join((known["id"], *known["aliases"]))
            mended = ", ".join(known["fix_versions"]) or "no release"
            yield f"{package['name']} {package['version']}: {names}; mended in {mended}"


def main(arguments: Sequence[str]) -> int:
    """Print what is known against the locked packages."""
    packages, silence = ask([argument for argument in arguments if argument != "--if-reachable"])
    if silence:
        print(f"NOT CHECKED: the advisory service gives no answer ({silence})")
        return 0 if "--if-reachable" in arguments else 1
    found = list(weaknesses(packages))
    print("\n".join(found) or f"nothing is known against the {len(packages)} locked packages")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
