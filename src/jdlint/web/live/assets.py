"""The page's own files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
LOOK = "look.css"
PAGE = "page.html"
MEDIA_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


def assets() -> Mapping[str, Path]:
    """The files of the page by name. Only what is listed here is ever served, so a path leads nowhere else."""
    own = (path for path in sorted((STATIC / "try").iterdir()) if path.suffix in MEDIA_TYPES)
    return {LOOK: STATIC / LOOK, **{path.name: path for path in own}}
