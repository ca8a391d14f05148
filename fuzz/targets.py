"""Coverage-guided fuzzing with atheris: ``python fuzz/targets.py post|rule|settings [OPTIONS OF LIBFUZZER] CORPUS...``."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["jdlint", "markdown_it"]):
    import promises

TARGETS = {
    "post": promises.post_promises,
    "rule": promises.rule_promises,
    "settings": promises.settings_promises,
}


def main() -> None:
    """Hand a target to libFuzzer, which ends the process."""
    name = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if name not in TARGETS:
        sys.exit(f"usage: {sys.argv[0]} {'|'.join(TARGETS)} [OPTIONS OF LIBFUZZER] CORPUS...")
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
