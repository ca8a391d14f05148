"""Make the pictures of the documentation from the real thing: ``python scripts/make_pictures.py``.

``docs/pictures/`` then holds what a terminal shows and the drawing of the design, as SVG, light and dark.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from design_picture import design_picture
from terminal_picture import Shown, terminal_picture

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WIDTH = 120
# The folder in which commands are run, and these by the names of their pictures.
FOLDER = ROOT / "docs" / "start"
TERMINALS: Mapping[str, str] = {
    "check": "jdlint --select metrics,business-problem,ownership,tool-only-list post.md",
    "scorecard": "jdlint scorecard answered.md",
}


def run(command: str) -> str:
    """What a command prints, run by this checkout's own code in ``docs/start/`` on a terminal with colours."""
    settings = {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT / "src")}
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_HYPERLINK")}
    done = subprocess.run(
        [sys.executable, "-m", *command.split()],
        cwd=FOLDER,
        env={**kept, **settings},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def drawn_pictures() -> Iterator[tuple[str, str]]:
    """The name and the content of each picture that is SVG: terminals, and the drawing of the design."""
    for look in ("light", "dark"):
        yield f"design-{look}.svg", design_picture(dark=look == "dark")
    for name, command in TERMINALS.items():
        shown = Shown(command, run(command))
        for look in ("light", "dark"):
            yield f"{name}-{look}.svg", terminal_picture(shown, WIDTH, dark=look == "dark")


def main() -> None:
    """Write all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, picture in drawn_pictures():
        (PICTURES / name).write_text(picture, encoding="utf-8")
        print(PICTURES / name)


if __name__ == "__main__":
    main()
