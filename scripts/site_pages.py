"""The pages of the documentation as the site's generator reads them.

The pages in ``docs/`` are written for readers of the repository, and are the only source. For the site their links
are turned to where the pages stand there, ids of rules become links, and pictures for light and dark follow the
site's switch.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

import yaml

NAVIGATION = Path("site/pages.yaml")
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")
_CODE = re.compile(r"(?<![\[`])`([a-z][a-z0-9-]+)`(?![\]`])")
_PICTURE = re.compile(
    r'<picture>\s*<source media="\(prefers-color-scheme: dark\)" srcset="([^"]+)">\s*<img ([^>]+)>\s*</picture>'
)
_RULE_COLUMNS = ("looked after by", "rule", "jdlint's rule")


@dataclass(frozen=True, slots=True)
class Navigation:
    """Which pages the site has: by their path in the repository their name on the site, and names by heading."""

    names: Mapping[str, str]
    groups: Mapping[str, tuple[str, ...]]


def read_navigation(root: Path) -> Navigation:
    """The pages as ``site/pages.yaml`` of a repository lists them."""
    data = yaml.safe_load((root / NAVIGATION).read_text(encoding="utf-8"))
    return Navigation(
        {"docs/index.md": "index", **data["sources"]},
        {heading: tuple(names) for heading, names in data["groups"].items()},
    )


@dataclass(frozen=True, slots=True)
class Site:
    """What links on a page are turned by: pages by path, ids of rules, the repository's folder and its address."""

    root: Path
    names: Mapping[str, str]
    rules: Collection[str]
    repository: str | None = None

    def page(self, path: str) -> str:
        """A page of the repository as a page of the site; ``path`` is from the repository's folder."""
        text = (self.root / path).read_text(encoding="utf-8")
        return "\n".join(_blocks(_PICTURE.sub(_both, text), partial(self._line, path=path)))

    def _line(self, line: str, columns: Collection[int], path: str) -> str:
        linked = _with_rules(line, self.rules, columns)
        return _LINK.sub(partial(self._link, path=path), linked)

    def _link(self, match: re.Match[str], path: str) -> str:
        mark, text, target = match.groups()
        name, hash_, fragment = target.partition("#")
        if re.match(r"[a-z]+:", name) or not name or name.startswith("rule:"):
            target = f"rules/{name.removeprefix('rule:')}.md" if name.startswith("rule:") else target
            return f"{mark}[{text}]({self._from(path, target)})"
        found = os.path.normpath(PurePosixPath(path).parent / name)
        if found in self.names:
            return f"{mark}[{text}]({self._from(path, self.names[found] + '.md')}{hash_}{fragment})"
        if mark:
            return f"![{text}]({target})"
        return f"[{text}]({self.repository}/blob/HEAD/{found}{hash_}{fragment})" if self.repository else text

    def _from(self, path: str, target: str) -> str:
        """A page of the site from where a page stands; both are named from the site's folder."""
        if not target.endswith(".md") or re.match(r"[a-z]+:", target):
            return target
        return os.path.relpath(target, PurePosixPath(self.names[path]).parent)


def _both(match: re.Match[str]) -> str:
    dark, rest = match.groups()
    light = f'<img class="only-light" {rest}>'
    other = re.sub(r'src="[^"]+"', f'src="{dark}"', light.replace("only-light", "only-dark"))
    return f'<div class="wide-picture">{light}{other}</div>'


def _blocks(text: str, turn: Callable[[str, Collection[int]], str]) -> Iterator[str]:
    """The lines of a page, those outside of code turned; ``turn`` is told in which columns of a table rules stand."""
    fence: str | None = None
    columns: Collection[int] = ()
    for line in text.splitlines():
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark and fence is None:
            fence = mark[1]
        elif fence is not None:
            fence = None if line.strip() == fence else fence
        else:
            cells = _cells(line)
            columns = _rule_columns(cells, columns) if cells else ()
            yield line if line.startswith("#") else turn(line, columns)
            continue
        yield line
    yield ""


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []


def _rule_columns(cells: list[str], before: Collection[int]) -> Collection[int]:
    named = [index for index, cell in enumerate(cells) if cell in _RULE_COLUMNS]
    return named or before


def _with_rules(line: str, rules: Collection[str], columns: Collection[int]) -> str:
    """The line with a link on each id of a rule; an id of one word is one only in a column of rules."""

    def linked(text: str, *, any_word: bool) -> str:
        return _CODE.sub(
            lambda match: (
                f"[{match[0]}](rule:{match[1]})" if match[1] in rules and (any_word or "-" in match[1]) else match[0]
            ),
            text,
        )

    if not columns:
        return linked(line, any_word=False)
    cells = line.split("|")
    return "|".join(linked(cell, any_word=index - 1 in columns) for index, cell in enumerate(cells))
