"""Posts with each paragraph on one line, as a page breaks lines itself."""

from __future__ import annotations

import re

_FRONT = re.compile(r"(---|\+\+\+)\n.*?\n\1\n", re.DOTALL)
# Lines that are no part of the paragraph before them.
_BEGINS = re.compile(r"\s*(?:[-*+•] |\d+[.)] |[#>|]|<!--|---|===|\*\*)")


def flowing(text: str) -> str:
    """A post with each paragraph and each item on one line, as a page breaks lines itself."""
    front = _FRONT.match(text)
    start = front.end() if front else 0
    lines: list[str] = []
    for line in text[start:].split("\n"):
        if lines and line.strip() and not _BEGINS.match(line) and _goes_on(lines[-1]):
            lines[-1] = f"{lines[-1]} {line.strip()}"
        else:
            lines.append(line)
    return text[:start] + "\n".join(lines)


def _goes_on(line: str) -> bool:
    if line.startswith("<!--"):
        return not line.endswith("-->")
    return bool(line.strip()) and not line.lstrip().startswith(("#", "|")) and not line.endswith(("  ", "\\"))
