"""The terminal and files: everything that jdlint prints or writes goes through here."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from jdlint import atomic
from jdlint.errors import ConfigError, JdlintError
from jdlint.late import late_function
from jdlint.output.look import Look, visible

get_terminal_size = late_function("shutil", "get_terminal_size")
error_text = late_function("jdlint.output.problem", "error_text")
notice_text = late_function("jdlint.output.problem", "notice_text")

COLOR_CHOICES = ("auto", "always", "never")
WIDTH = 120
FEW_FILES = 50
_NARROWEST = 40
_BLOCK = 1 << 16


def wants_color(choice: str, stream: TextIO | None) -> bool:
    """Whether to write colours to a stream, or to a file (``None``).

    ``always`` and ``never`` hold; ``auto`` asks ``NO_COLOR``, then ``FORCE_COLOR``, then the stream.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or stream is None:
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def wants_hyperlinks(stream: TextIO | None) -> bool:
    """Whether to write links that a terminal can follow: ``FORCE_HYPERLINK`` holds, else the stream is asked."""
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0")
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")


def line_width(stream: TextIO | None) -> int:
    """The cells of a line: those of the terminal, at most 120, and 120 where there is none."""
    if stream is None or not stream.isatty():
        return WIDTH
    columns: int = get_terminal_size((WIDTH, 24)).columns
    return max(_NARROWEST, min(WIDTH, columns))


def error_look(color: str = "auto") -> Look:
    """The look of what goes to standard error."""
    return Look(color=wants_color(color, sys.stderr), width=line_width(sys.stderr))


def show(text: str, *, color: bool = False) -> None:
    """Print to standard output; a reader that has gone away is no error."""
    _write(lambda: click.echo(text, nl=False, color=color), sys.stdout)


def show_data(text: str) -> None:
    """Print to standard output in UTF-8, whatever its encoding.

    Programs get the text as it is; a terminal gets signs for characters that could steer it.
    """
    if sys.stdout is not None:
        if sys.stdout.isatty():
            text = visible(text.replace("\r\n", "\n"))
        _write(lambda: click.echo(text.encode("utf-8", "replace"), nl=False), sys.stdout)


def show_pieces(pieces: Iterable[str], *, color: bool, data: bool) -> None:
    """Print a text that comes in pieces of whole lines, as ``data`` or not; no more than a block of it is held."""
    block: list[str] = []
    held = 0
    for piece in pieces:
        block.append(piece)
        held += len(piece)
        if held >= _BLOCK:
            _show_block("".join(block), color=color, data=data)
            block, held = [], 0
    _show_block("".join(block), color=color, data=data)


def _show_block(text: str, *, color: bool, data: bool) -> None:
    if data:
        show_data(text)
    else:
        show(text, color=color)


def show_aside(text: str, *, color: bool = False) -> None:
    """Print to standard error."""
    _write(lambda: click.echo(text, nl=False, err=True, color=color), sys.stderr)


def show_problems(errors: Iterable[JdlintError], notices: Iterable[str], look: Look) -> None:
    """Print notices and errors to standard error, and tracebacks where ``JDLINT_DEBUG`` asks for them."""
    debug = os.environ.get("JDLINT_DEBUG", "0") not in ("", "0")
    lines = [notice_text(notice, look) for notice in notices]
    for error in errors:
        lines.append(error_text(error, look))
        if debug and (details := getattr(error, "details", None)):
            lines.append(str(details))
    show_aside("".join(lines), color=look.color)


@contextmanager
def progress(files: Sequence[str], *, wanted: bool = True) -> Iterator[Iterable[str]]:
    """The same files, with a bar on standard error as they are taken: on a terminal, and where there are many."""
    stream = sys.stderr
    if (
        not wanted
        or len(files) <= FEW_FILES
        or stream is None
        or not stream.isatty()
        or os.environ.get("TERM") == "dumb"
    ):
        yield files
        return
    with click.progressbar(files, label="Linting", file=stream, show_pos=True) as bar:
        yield bar


def write_file(text: str, path: str) -> None:
    """Write a file in UTF-8, whole or not at all; raises ``ConfigError`` when it cannot be written."""
    target = Path(path)
    data = text.encode("utf-8", "replace")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or a pipe cannot be replaced
        else:
            atomic.replace_file(target, data)
    except OSError as problem:
        hint = "choose a file in a folder that exists and that you may write to"
        raise ConfigError(f"cannot be written: {problem.strerror or problem}", path=path, hint=hint) from None


def create_file(text: str, path: str) -> None:
    """Write a new file in UTF-8, in a new folder where there is none; raises ``ConfigError`` when it is there or cannot be written."""
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        atomic.create_file(Path(path), text.encode())
    except FileExistsError:
        hint = "choose another name; nothing is written over"
        raise ConfigError("there is such a file already", path=path, hint=hint) from None
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else None
        hint = "choose a file in a folder that you may write to"
        raise ConfigError(f"cannot be written: {reason or problem}", path=path, hint=hint) from None


def _write(write: Callable[[], None], stream: TextIO | None) -> None:
    """Write and flush; on a closed pipe the rest is dropped, on any other fault ``ConfigError`` is raised."""
    if stream is None:
        return
    try:
        write()
        stream.flush()
    except OSError as problem:
        _abandon(stream)
        if problem.errno not in (errno.EPIPE, errno.EINVAL):
            name = "standard output" if stream is sys.stdout else "standard error"
            raise ConfigError(f"{name} cannot be written: {problem.strerror or problem}") from None


def _abandon(stream: TextIO) -> None:
    """Lead a stream nowhere, so that the interpreter's last flush does not fail too."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
