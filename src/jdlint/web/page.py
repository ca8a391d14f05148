"""A page that needs nothing but itself: its style sheets and scripts stand in it, and its policy lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from jdlint.version import installed_version
from jdlint.web.markup import Child, Markup, element, inline, joined, policy_element
from jdlint.web.static_files import static_text

# Nothing is loaded, sent or framed; only the style sheet and the scripts of the page itself are used.
_POLICY = "default-src 'none'; style-src {styles}; script-src {scripts}; base-uri 'none'; form-action 'none'"


def page(title: str, styles: Sequence[str], early: Sequence[str], late: Sequence[str], *body: Child) -> Markup:
    """A page of a title and a body; ``styles`` and the scripts, ``early`` ones in the head, are names of static files."""
    style = _together(styles)
    scripts = [_together(names) for names in (early, late)]
    policy = _POLICY.format(styles=_hash(style), scripts=" ".join(map(_hash, scripts)))
    head = element(
        "head",
        {},
        element("meta", {"charset": "utf-8"}),
        policy_element(policy),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "referrer", "content": "no-referrer"}),
        element("meta", {"name": "generator", "content": f"jdlint {installed_version() or ''}".strip()}),
        element("title", {}, title),
        inline("style", style),
        inline("script", scripts[0]),
    )
    whole = element("html", {"lang": "en"}, head, element("body", {}, *body, inline("script", scripts[1])))
    return joined(Markup("<!doctype html>\n"), whole, "\n")


def theme_switch() -> Markup:
    """The choice between light, dark and what the reader's system says; it works by a script and is hidden without."""
    choices = (
        element(
            "label",
            {},
            element("input", {"type": "radio", "name": "theme", "value": value, "checked": value == "auto"}),
            element("span", {}, word),
        )
        for value, word in (("auto", "Auto"), ("light", "Light"), ("dark", "Dark"))
    )
    legend = element("legend", {"class": "visually-hidden"}, "Colours")
    return element("fieldset", {"class": "themes scripted"}, legend, *choices)


def _together(names: Sequence[str]) -> str:
    return "\n".join(static_text(name) for name in names)


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
