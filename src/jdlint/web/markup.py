"""HTML that is made of elements: text is always escaped, so nothing of a post can become markup.

``element`` is the only way to markup. A plain text is escaped wherever it stands, and what would run, load or restyle
something (``on...``, ``style``, ``src``, an address of another scheme) is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final, TypeAlias

from jdlint.output.look import visible

Attributes: TypeAlias = Mapping[str, str | int | bool | None]

SAFE_SCHEMES: Final = ("http:", "https:", "mailto:")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_VOID = frozenset({"br", "hr", "input", "meta", "col"})
# Elements whose text is no text, or that load something; pages have their own way to scripts and styles.
_REFUSED = frozenset({"script", "style", "iframe", "object", "embed", "img", "base", "link", "template", "noscript"})
_ADDRESSES = frozenset({"href"})
_REFUSED_ATTRIBUTES = re.compile(r"on.*|style|src|srcset|srcdoc|action|formaction|ping|background|http-equiv")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# What needs no quotes; leaving them out makes a report of many posts a tenth smaller.
_BARE = re.compile(r"[\w#.:/-]*[\w#.:-]", re.ASCII)


class Markup(str):
    """Markup that ``element`` and its like have made; joined with anything else it is a plain text again."""

    __slots__ = ()


Child: TypeAlias = "str | Iterable[Child] | None"


def element(tag: str, attributes: Attributes | None = None, *children: Child) -> Markup:
    """An element with attributes and children.

    A child is markup, a text, or several of these; ``None`` is nothing. An attribute that is ``None`` or ``False``
    is left out, and one that is ``True`` has no value. Raises ``ValueError`` for a tag or an attribute that a page may
    not have, and for an address that is neither within the page nor of the web or of mail.
    """
    if not _NAME.fullmatch(tag) or tag in _REFUSED:
        raise ValueError(f"<{tag}> is not for pages")
    begin = f"<{tag}{''.join(_attribute(*pair) for pair in attributes.items())}>" if attributes else f"<{tag}>"
    if tag in _VOID:
        return Markup(begin)
    return Markup(f"{begin}{joined(*children)}</{tag}>")


def joined(*children: Child) -> Markup:
    """Children one after another, without an element around them."""
    return Markup("".join(_child(child) for child in children))


def plain(text: str) -> str:
    """The text with a ``�`` for what no page may hold or what acts unseen on the text around it."""
    return _NO_CHARACTER.sub("�", visible(text.replace("\r\n", "\n").replace("\r", "\n")))


def is_safe_address(address: str) -> bool:
    """Whether an address may be linked to: a place in the page, or one of the web or of mail."""
    return address.startswith("#") or (
        address.lower().startswith(SAFE_SCHEMES) and not any(c <= " " or c == "\x7f" for c in address)
    )


def data_element(name: str, data: object) -> Markup:
    """Data in JSON that the page's scripts find by the id ``name``; nothing in it is run, or ends it."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(f'<script type="application/json" id="{escape(plain(name))}">{text}</script>')


def packed_element(name: str, data: str) -> Markup:
    """Data in base 64 that the page's scripts find by the id ``name``; raises ``ValueError`` for any other data."""
    if not re.fullmatch(r"[A-Za-z0-9+/]*=*", data):
        raise ValueError("this is not base 64")
    return Markup(f'<script type="application/octet-stream" id="{escape(plain(name))}">{data}</script>')


def inline(tag: str, content: str) -> Markup:
    """A style sheet or a script of our own within the page; raises ``ValueError`` for one that would end itself."""
    if tag not in ("style", "script") or "</" in content or "<!--" in content:
        raise ValueError(f"this cannot stand in <{tag}>")
    return Markup(f"<{tag}>{content}</{tag}>")


def policy_element(policy: str) -> Markup:
    """What the page may load and run, as the browser is told it."""
    return Markup(f'<meta http-equiv="Content-Security-Policy" content="{escape(plain(policy))}">')


def _child(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return escape(plain(child), quote=False)
    return "".join(map(_child, child))


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    if not _NAME.fullmatch(name) or _REFUSED_ATTRIBUTES.fullmatch(name):
        raise ValueError(f"the attribute '{name}' is not for pages")
    if value is True:
        return f" {name}"
    text = str(value)
    if name in _ADDRESSES and not is_safe_address(text):
        raise ValueError(f"'{text}' is no address to link to")
    return f" {name}={text}" if _BARE.fullmatch(text) else f' {name}="{escape(plain(text))}"'
