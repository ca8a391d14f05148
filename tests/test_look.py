"""The colours of all pages: they can be read, in light and in dark."""

from __future__ import annotations

import re

import pytest

from jdlint.web.static_files import static_text

CSS = static_text("look.css")
TOKEN = re.compile(r"--([a-z-]+): (light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)|var\(--[a-z-]+\));")
PAIRS: dict[str, str] = dict(TOKEN.findall(CSS[: CSS.index("}")]))
TEXT = ("ink", "ink-soft", "accent", "concrete", "generic", "absent", "error", "warning", "info")
GROUNDS = ("paper", "card", "sunken")
# What WCAG 2.2 asks for at level AA: of text (1.4.3) and of the borders of controls (1.4.11).
READABLE, VISIBLE = 4.5, 3


def color(name: str, theme: int) -> str:
    value = PAIRS[name]
    if value.startswith("var("):
        return color(value.removeprefix("var(--").removesuffix(")"), theme)
    return str(re.findall("#([0-9a-f]{6})", value)[theme])


def luminance(code: str) -> float:
    def linear(part: str) -> float:
        share = int(part, 16) / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(code[:2]) + 0.7152 * linear(code[2:4]) + 0.0722 * linear(code[4:])


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_strongest_contrast() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(theme: int) -> None:
    for text in TEXT:
        for ground in GROUNDS:
            assert contrast(color(text, theme), color(ground, theme)) >= READABLE, (text, ground)
    soft = [name for name in PAIRS if name.endswith("-soft") and name != "ink-soft"]
    assert len(soft) == 7
    for name in soft:
        for text in ("ink", "ink-soft", name.removesuffix("-soft")):
            assert contrast(color(text, theme), color(name, theme)) >= READABLE, (text, name)
    assert contrast(color("on-accent", theme), color("accent", theme)) >= READABLE


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_edges_of_controls_can_be_seen(theme: int) -> None:
    for ground in GROUNDS:
        assert contrast(color("line-strong", theme), color(ground, theme)) >= VISIBLE


def test_nothing_is_fetched() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS
