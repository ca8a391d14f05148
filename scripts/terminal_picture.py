"""A terminal as a picture: what a command prints, with its colours, as SVG.

The picture loads nothing: its font is the reader's own monospaced one. The same text gives the same picture.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from html import escape

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

# The colours of src/jdlint/web/static/look.css: paper, ink, then black, red, green, yellow, blue, magenta, cyan, white.
_LIGHT = ("#ffffff", "#1f2427", "#1f2427 #a5332a #14664a #855600 #2c5aa0 #7a3b86 #0a5a6b #585e62")
_DARK = ("#15171a", "#e6e4df", "#31363b #f29b90 #74c9a2 #e2b65f #93bbf3 #d3a4de #74c6d6 #a7acb0")
_EDGE = "#85898b"
# DejaVu Sans Mono, Menlo and most others are 0.6 as wide as high.
_ASPECT = 0.6
_FONT = 'ui-monospace, "SF Mono", Menlo, "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace'


@dataclass(frozen=True, slots=True)
class Shown:
    """A command as it is shown, and what it printed, with the escape sequences for colours."""

    command: str
    output: str


def terminal_picture(shown: Shown, width: int, *, dark: bool) -> str:
    """An SVG of a terminal ``width`` cells wide, in which longer lines go on in the next row as they do there."""
    console = Console(record=True, file=io.StringIO(), width=width, color_system="truecolor", legacy_windows=False)
    prompt = Text.assemble(("$ ", "dim"), (shown.command, "bold"))
    for line in (prompt, *Text.from_ansi(shown.output.rstrip("\n")).split("\n", allow_blank=True)):
        for start in range(0, max(1, len(line)), width):
            console.print(line[start : start + width], soft_wrap=True)
    console.print()
    picture = console.export_svg(
        title="", theme=_theme(dark=dark), code_format=_format(shown.command), font_aspect_ratio=_ASPECT, unique_id="t"
    )
    picture = picture.replace("rgba(255,255,255,0.35)", _EDGE)
    return "\n".join(line.rstrip() for line in picture.splitlines() if line.strip()) + "\n"


def _theme(*, dark: bool) -> TerminalTheme:
    paper, ink, colours = _DARK if dark else _LIGHT
    return TerminalTheme(_rgb(paper), _rgb(ink), [_rgb(colour) for colour in colours.split()])


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _format(command: str) -> str:
    """Rich's own picture without its fonts from the web, and with a title for readers of the screen."""
    before, rest = CONSOLE_SVG_FORMAT.split("@font-face", 1)
    after = rest[rest.index(".{unique_id}-matrix") :]
    about = escape(f'A terminal with the output of "{command}"').replace("{", "{{").replace("}", "}}")
    title = f"<title>{about}</title>"
    made = (before + after).replace("Fira Code, monospace", _FONT).replace("arial", "sans-serif")
    return made.replace(
        'xmlns="http://www.w3.org/2000/svg">', f'xmlns="http://www.w3.org/2000/svg" role="img">\n{title}'
    )
