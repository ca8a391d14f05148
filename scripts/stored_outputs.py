"""The stored output of each format as the documentation shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from jdlint.output import FORMATS

_STORED = Path(__file__).resolve().parent.parent / "tests" / "snapshots" / "outputs"
_LANGUAGES = {".json": "json", ".jsonl": "jsonl", ".xml": "xml", ".md": "markdown", ".txt": "text"}


def stored_output(name: str) -> str:
    """The output of a format in a fenced block."""
    (path,) = _STORED.glob(f"{name}.*")
    return f"```{_LANGUAGES[path.suffix]}\n{path.read_text(encoding='utf-8')}```"


def _output_of(name: str) -> Callable[[], str]:
    return lambda: stored_output(name)


OUTPUTS: Mapping[str, Callable[[], str]] = {f"output-{name}": _output_of(name) for name in FORMATS}
