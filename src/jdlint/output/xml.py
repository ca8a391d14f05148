"""XML documents from elements whose texts may hold any character."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from jdlint.late import expression

# All that the production Char of XML 1.0 leaves out.
_INVALID = expression("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, attributes: Mapping[str, object], *children: ET.Element, text: str | None = None) -> ET.Element:
    """An element; an attribute of ``None`` is left out, and a ``�`` stands for what XML cannot hold."""
    made = ET.Element(name, {key: _valid(str(value)) for key, value in attributes.items() if value is not None})
    made.text = None if text is None else _valid(text)
    made.extend(children)
    return made


def document(root: ET.Element) -> str:
    """The document of a root element, indented."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _valid(text: str) -> str:
    return _INVALID.sub("�", text)
