"""Check a built site: ``python scripts/check_site.py FOLDER``.

Each link within the site has to lead to a file that is there, and to an anchor on it; nothing that a browser loads by
itself (styles, scripts, pictures, fonts) may come from elsewhere, and no address may be from the root of a host.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LOADED = {
    ("script", "src"),
    ("img", "src"),
    ("source", "src"),
    ("source", "srcset"),
    ("video", "src"),
    ("audio", "src"),
    ("iframe", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("use", "href"),
    ("image", "href"),
    ("link", "href"),
}
_IN_STYLE = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")


@dataclass(slots=True)
class Page:
    """What a page refers to: links to follow and files to load, each with its line; and its anchors."""

    links: list[tuple[int, str]] = field(default_factory=list)
    loaded: list[tuple[int, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element refers to and by which names it can be reached."""
        line, _ = self.getpos()
        self.in_style = tag == "style"
        for name, value in attrs:
            if not value:
                continue
            if name == "id" or (tag == "a" and name == "name"):
                self.page.anchors.add(value)
            elif (tag, name) in _LOADED:
                self.page.loaded.append((line, value))
            elif (tag, name) in {("a", "href"), ("area", "href")}:
                self.page.links.append((line, value))
            elif name == "style":
                self._style(value)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a style sheet in the page."""
        self.in_style = self.in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        """Note what a style sheet in the page loads."""
        if self.in_style:
            self._style(data)

    def _style(self, text: str) -> None:
        line, _ = self.getpos()
        self.page.loaded += [(line, address) for address in _addresses(text)]


def _addresses(style: str) -> list[str]:
    return [first or second for first, second in _IN_STYLE.findall(style)]


def read(path: Path) -> Page:
    """What a page of HTML refers to."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.page


def problems_of(folder: Path) -> list[str]:
    """All that is wrong with a site, each with its place."""
    folder = folder.resolve()
    pages = {path: read(path) for path in sorted(folder.rglob("*.html"))}
    found = [problem for path, page in pages.items() for problem in _of_page(path, page, pages, folder)]
    return found + [problem for path in sorted(folder.rglob("*.css")) for problem in _of_style(path, folder)]


def _of_page(path: Path, page: Page, pages: dict[Path, Page], folder: Path) -> Iterator[str]:
    place = path.relative_to(folder)
    for line, address in page.loaded:
        if problem := _load_problem(path, address):
            yield f"{place}:{line}: {problem}"
    for line, address in page.links:
        if problem := _link_problem(path, address, pages):
            yield f"{place}:{line}: {problem}"


def _of_style(path: Path, folder: Path) -> Iterator[str]:
    for address in _addresses(path.read_text(encoding="utf-8")):
        if problem := _load_problem(path, address):
            yield f"{path.relative_to(folder)}: {problem}"


def _load_problem(path: Path, address: str) -> str | None:
    parts = urlsplit(address)
    if parts.scheme == "data":
        return None
    if parts.scheme or parts.netloc or address.startswith("/"):
        return f"loads from elsewhere: {address}"
    return None if (path.parent / unquote(parts.path)).exists() else f"loads what is not there: {address}"


def _link_problem(path: Path, address: str, pages: dict[Path, Page]) -> str | None:
    parts = urlsplit(address)
    if parts.scheme in ("http", "https", "mailto"):
        return None
    if parts.scheme or parts.netloc or address.startswith("/"):
        return f"no link within the site: {address}"
    target = Path(os.path.normpath(path.parent / unquote(parts.path))) if parts.path else path
    page = pages.get(target)
    if page is None and not target.is_file():
        return f"the link leads nowhere: {address}"
    if parts.fragment and page is not None and unquote(parts.fragment) not in page.anchors:
        return f"no place for the link: {address}"
    return None


def main(folder: Path) -> int:
    """Print what is wrong; 1 when anything is."""
    problems = problems_of(folder)
    print("\n".join(problems) or "all links lead somewhere, and nothing is loaded from elsewhere")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
