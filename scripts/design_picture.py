"""The drawing of how jdlint works: what becomes of a post, and where rules and settings come in."""

from __future__ import annotations

from html import escape

# Colours of src/jdlint/web/static/look.css: paper, ink, soft ink, line, accent, soft accent.
_LIGHT = ("#faf9f6", "#1f2427", "#585e62", "#85898b", "#0a5a6b", "#e0eff2")
_DARK = ("#15171a", "#e6e4df", "#a7acb0", "#737a80", "#74c6d6", "#16333a")
_WIDE, _HIGH = 150, 64
# What is in each box, and what it is for; a post goes through the first row from left to right.
STAGES = (
    ("bytes", "a file, a pipe,", "an editor"),
    ("Source", "decoded text,", "lines and columns"),
    ("Document", "blocks and words", "at exact places"),
    ("Post", "parts, sentences,", "family of the job"),
    ("Result", "findings, passes,", "scorecard"),
    ("output", "12 formats, report,", "page, editor"),
)
INPUTS = (
    ("rules/*.yaml", "what is asked,", "with examples", 2),
    ("settings", "what is wanted,", "found and merged", 3),
    ("selection", "rules that are on,", "and how grave", 4),
)


def design_picture(*, dark: bool) -> str:
    """The drawing as SVG."""
    paper, ink, soft, line, accent, tint = _DARK if dark else _LIGHT
    step = _WIDE + 34
    width = step * len(STAGES) - 34 + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 250" role="img">',
        "<title>From bytes to output, in one direction; rules and settings make the selection that judges a post</title>",
        (
            "<style>text { font: 13px ui-sans-serif, system-ui, sans-serif; text-anchor: middle }"
            f" .name {{ font-weight: 650; font-size: 15px; fill: {ink} }} .about {{ fill: {soft} }}</style>"
        ),
        f'<rect width="{width}" height="250" rx="8" fill="{paper}"/>',
        (
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
            f'<path d="M0 0 L8 4 L0 8 z" fill="{line}"/></marker></defs>'
        ),
    ]
    for index, (name, *about) in enumerate(STAGES):
        left = 20 + index * step
        parts += _box(left, 30, (name, *about), (accent, tint))
        if index:
            parts.append(_arrow(f"M{left - 32} 62 H{left - 3}", line))
    for name, first, second, place in INPUTS:
        left = 20 + place * step
        parts += _box(left, 156, (name, first, second), (line, paper))
        if place > INPUTS[0][-1]:
            parts.append(_arrow(f"M{left - 32} 188 H{left - 3}", line))
    parts.append(_arrow(f"M{20 + 4 * step + _WIDE // 2} 154 V97", line))
    return "\n".join((*parts, "</svg>", ""))


def _box(left: int, top: int, words: tuple[str, ...], colours: tuple[str, str]) -> list[str]:
    edge, fill = colours
    middle = left + _WIDE // 2
    name, first, second = map(escape, words)
    return [
        f'<rect x="{left}" y="{top}" width="{_WIDE}" height="{_HIGH}" rx="6" fill="{fill}" stroke="{edge}"/>',
        f'<text class="name" x="{middle}" y="{top + 22}">{name}</text>',
        f'<text class="about" x="{middle}" y="{top + 40}">{first}</text>',
        f'<text class="about" x="{middle}" y="{top + 56}">{second}</text>',
    ]


def _arrow(path: str, colour: str) -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5" marker-end="url(#tip)"/>'
