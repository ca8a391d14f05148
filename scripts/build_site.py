"""Build the documentation's site: ``python scripts/build_site.py [-o FOLDER] [--repository URL]``.

The pages of ``docs/`` and a page for each rule are put together in a temporary folder, Sphinx makes HTML of them, and
``check_site`` looks at the result. Each warning is an error. The site works from any folder or static host, and
loads nothing from elsewhere. With the repository's address, links to files that are no pages lead there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from check_site import problems_of
from rule_pages import rule_pages
from rule_shelf import shelf
from site_pages import Navigation, Site, read_navigation

ROOT = Path(__file__).resolve().parent.parent
CONFIGURATION = ROOT / "site"
PICTURES = ROOT / "docs" / "pictures"
LOOK = ROOT / "src" / "jdlint" / "web" / "static" / "look.css"


def main(arguments: Sequence[str]) -> int:
    """Build and check; 1 when anything is wrong, which is printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "build" / "site", help="the site's folder")
    parser.add_argument("--repository", metavar="URL", help="where the repository's files can be seen")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder)
        rules = write_sources(sources, given.repository)
        code = run_sphinx(sources, given.output)
    if code:
        return code
    write_redirects(given.output, rules)
    problems = problems_of(given.output)
    print(
        "\n".join(problems)
        or f"{len(list(given.output.rglob('*.html')))} pages in {given.output}, all links lead somewhere"
    )
    return 1 if problems else 0


def write_sources(folder: Path, repository: str | None = None) -> Sequence[str]:
    """Write all that Sphinx reads into a folder; the ids of the rules that have pages."""
    navigation = read_navigation(ROOT)
    books = shelf(ROOT / "docs" / "guidance.md")
    ids = [rule.id for rule in books.rules]
    site = Site(ROOT, navigation.names, frozenset(ids), repository)
    pages = {name: site.page(path) for path, name in navigation.names.items()}
    pages["index"] += toctrees(navigation)
    _write({f"{name}.md": text for name, text in {**pages, **rule_pages(books)}.items()}, folder)
    if PICTURES.is_dir():
        shutil.copytree(PICTURES, folder / "_pictures" / "pictures")
    return ids


def toctrees(navigation: Navigation) -> str:
    """What the start page says of the order of all others."""
    trees = (
        f"```{{toctree}}\n:hidden:\n:caption: {heading}\n\n" + "\n".join(names) + "\n```\n"
        for heading, names in navigation.groups.items()
    )
    return "\n" + "\n".join(trees)


def _write(files: Mapping[str, str], folder: Path) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def run_sphinx(sources: Path, output: Path) -> int:
    """Make HTML of the sources in a new folder; Sphinx's exit code, which is not 0 after a warning."""
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--nitpicky", "--builder", "html"]
    doctrees = sources / ".doctrees"
    places = ["-d", str(doctrees), "-c", str(CONFIGURATION), str(sources), str(output)]
    settings = {
        "PYTHONPATH": str(ROOT / "src"),
        "JDLINT_PICTURES": str(sources / "_pictures"),
        "JDLINT_LOOK": str(LOOK),
    }
    return subprocess.run([*command, *places], env={**os.environ, **settings}, check=False).returncode


def write_redirects(output: Path, rules: Sequence[str]) -> None:
    """For each rule a page ``rules/ID/`` that leads to its page, so that an address needs no ending."""
    for rule in rules:
        target = f"../{rule}.html"
        page = (
            f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{rule}</title>'
            f'<meta http-equiv="refresh" content="0; url={target}"><a href="{target}">{rule}</a></html>\n'
        )
        _write({f"rules/{rule}/index.html": page}, output)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
