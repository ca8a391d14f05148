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
ICON = LOOK.parent / "try" / "icon.svg"


def main(arguments: Sequence[str]) -> int:
    """Build and check; 1 when anything is wrong, which is printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "build" / "site", help="the site's folder")
    parser.add_argument("--repository", metavar="URL", help="where the repository's files can be seen")
    parser.add_argument(
        "--without-page", action="store_true", help="leave out the page that runs jdlint in the browser"
    )
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        sources, page = Path(folder) / "sources", Path(folder) / "page"
        missing = "it was left out" if given.without_page else build_page(page)
        rules = write_sources(sources, given.repository, missing)
        code = run_sphinx(sources, given.output)
        if code:
            return code
        if missing is None:
            shutil.copytree(page, given.output / "try")
        else:
            print(f"without the page that runs jdlint in the browser: {missing}")
    write_redirects(given.output, rules)
    problems = problems_of(given.output)
    print(
        "\n".join(problems)
        or f"{len(list(given.output.rglob('*.html')))} pages in {given.output}, all links lead somewhere"
    )
    return 1 if problems else 0


def build_page(folder: Path) -> str | None:
    """Build the page that runs jdlint in the browser; the reason where that cannot be done, as npm brings a part of it."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "build_page.py"), "-o", str(folder)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = done.stderr.strip().splitlines() or ["it could not be built"]
    return lines[-1] if done.returncode else None


def about_page(missing: str | None) -> str:
    """What the site says of the page that runs jdlint in the browser; ``missing`` is why it is not there."""
    if missing is None:
        return (
            '<p><a class="button primary" href="try/index.html">Try jdlint in this browser</a></p>\n\n'
            "It runs in the page; nothing that you write leaves it. A browser loads Python first, once. It needs a web server: "
            "where this site was opened as a file, `python -m http.server` in its folder is one.\n"
        )
    return f"*This copy of the site is without the page that runs jdlint in the browser ({missing}).*\n"


def write_sources(folder: Path, repository: str | None = None, missing: str | None = None) -> Sequence[str]:
    """Write all that Sphinx reads into a folder; the ids of the rules that have pages.

    ``missing`` is why the page that runs jdlint in the browser is not there.
    """
    navigation = read_navigation(ROOT)
    books = shelf(ROOT / "docs" / "guidance.md")
    ids = [rule.id for rule in books.rules]
    site = Site(ROOT, navigation.names, frozenset(ids), repository)
    pages = {name: site.page(path) for path, name in navigation.names.items()}
    pages["index"] += toctrees(navigation)
    title, rest = pages["try"].split("\n", 1)
    pages["try"] = f"{title}\n\n{about_page(missing)}{rest}"
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
        "JDLINT_ICON": str(ICON),
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
