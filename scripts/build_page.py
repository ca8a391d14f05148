"""The page to write a post in as a folder of files, with Python and jdlint in it, to be served by any web server.

``python scripts/build_page.py -o build/try`` takes the page's files, the runtime Pyodide (from the npm registry, by
``npm pack``, checked by its hash and kept in ``build/``; or from a tarball that ``--pyodide`` names), jdlint, the
packages that it needs, and its rules, compiled. The page asks for nothing that is not in the folder.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import metadata
from pathlib import Path

from jdlint.compiled import kept_data
from jdlint.linter import Linter, load_linter
from jdlint.output.json import dump
from jdlint.planning import make_plan
from jdlint.rules_dir import shipped_rules
from jdlint.settings.profiles import merge_on_profile
from jdlint.settings.selection import select_rules
from jdlint.version import installed_version
from jdlint.web.live.about import about
from jdlint.web.live.assets import PAGE, assets
from jdlint.web.live.desk import make_desk
from jdlint.web.live.guard import PAGE_POLICY

ROOT = Path(__file__).resolve().parent.parent
PYODIDE = "0.29.5"
PYODIDE_HASH = "TkYrUv9m8QmfImADKRmpwZulL48E0uUaBSO+dvRQKyAJc0qh9gu7jn8btyHPh3NZm1r2IH2YrJhIr7Q2B9urAw=="
PYODIDE_LICENCE = """\
Mozilla Public License 2.0, https://www.mozilla.org/MPL/2.0/. Some files of the npm package 'pyodide', unchanged; the
sources are at https://github.com/pyodide/pyodide. It holds CPython, which is under the Python Software Foundation
License, https://docs.python.org/3/license.html.
"""
RUNTIME = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
# What jdlint needs besides Python's own library; of PyYAML the part that is written in Python.
PACKAGES = ("click", "markdown-it-py", "mdurl", "pathspec", "pyyaml")
# Parts of jdlint that have nothing to do in a page, and the folders of rules that are read besides the compiled ones.
LEFT_OUT = ("commands", "server")
RULE_FOLDERS = ("_models", "_profiles", "_skeletons")
# Where jdlint is in the page: ``worker.js`` unpacks it there.
INSTALLED = "/jdlint/jdlint"
# Compiled WebAssembly is run, and a worker that is made by the page; Pyodide knows no trusted types.
POLICY: Mapping[str, str] = {
    **{name: value for name, value in PAGE_POLICY.items() if "trusted-types" not in name},
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self' blob:",
}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def main(arguments: list[str]) -> None:
    """Build the page into a folder, in place of what was built there before."""
    parser = argparse.ArgumentParser(description="Build the page to write a post in, with Python in it.")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "build" / "try", metavar="FOLDER")
    parser.add_argument("--pyodide", type=Path, metavar="TARBALL", help=f"the npm package pyodide {PYODIDE}")
    given = parser.parse_args(arguments)
    build(given.output, given.pyodide or fetched(ROOT / "build"))
    size = sum(path.stat().st_size for path in given.output.rglob("*") if path.is_file())
    print(f"{given.output}: the page, with Python and jdlint, {size / 1e6:.1f} MB")


def build(folder: Path, pyodide: Path) -> None:
    """Write all files of the page."""
    if folder.exists():
        if not (folder / "manifest.json").exists() and any(folder.iterdir()):
            sys.exit(f"{folder}: there is something else in this folder; name an empty one")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    for name, path in assets().items():
        if name != PAGE:
            shutil.copyfile(path, folder / name)
    (folder / "index.html").write_text(page(assets()[PAGE].read_text(encoding="utf-8")), encoding="utf-8")
    unpack_runtime(pyodide, folder / "pyodide")
    compiled, told = rules()
    write_sources(folder / "jdlint.zip", compiled)
    (folder / "about.json").write_text(told, encoding="utf-8")
    (folder / "licences.txt").write_text(licences(), encoding="utf-8")
    loaded = [folder / "jdlint.zip", *(folder / "pyodide" / name for name in RUNTIME[2:])]
    manifest = {"bytes": sum(path.stat().st_size for path in loaded), "pyodide": PYODIDE}
    (folder / "manifest.json").write_text(json.dumps(manifest) + "\n", encoding="utf-8")


def page(html: str) -> str:
    """The page with Python in it as its desk, and with its policy, as a web server of somebody else's sends none."""
    policy = "; ".join(f"{name} {value}" for name, value in POLICY.items())
    head = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    made = html.replace('data-desk="server"', 'data-desk="browser"').replace('<meta charset="utf-8">', head)
    assert made.count("Content-Security-Policy") == made.count('data-desk="browser"') == 1
    return made


def fetched(folder: Path) -> Path:
    """The npm package of Pyodide, from an earlier build or the npm registry."""
    tarball = folder / f"pyodide-{PYODIDE}.tgz"
    if not tarball.exists():
        npm = shutil.which("npm")
        if npm is None:
            sys.exit(f"npm is missing: install it, or name the npm package pyodide {PYODIDE} with --pyodide")
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "pack", "--silent", "--pack-destination", str(folder), f"pyodide@{PYODIDE}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return tarball


def unpack_runtime(tarball: Path, folder: Path) -> None:
    """Put the files of the runtime into a folder; a tarball that is another one is refused."""
    data = tarball.read_bytes()
    if base64.b64encode(hashlib.sha512(data).digest()).decode() != PYODIDE_HASH:
        sys.exit(f"{tarball}: this is not the npm package pyodide {PYODIDE}")
    folder.mkdir()
    with tarfile.open(tarball) as archive:
        for name in RUNTIME:
            member = archive.extractfile(f"package/{name}")
            assert member is not None
            (folder / name).write_bytes(member.read())


def write_sources(target: Path, compiled: bytes) -> None:
    """jdlint, what it needs and its compiled rules as one archive, the same byte for byte in each build."""
    files = {name: path.read_bytes() for name, path in sorted(sources())}
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in {**files, "rules.bin": compiled}.items():
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), data, zipfile.ZIP_DEFLATED)


def sources() -> Iterator[tuple[str, Path]]:
    """All files in Python by their names in the archive, and the tables that are read besides the compiled rules."""
    package = ROOT / "src" / "jdlint"
    for path in package.rglob("*.py"):
        inside = path.relative_to(package)
        if inside.parts[0] not in LEFT_OUT:
            yield f"jdlint/{inside.as_posix()}", path
    for folder in RULE_FOLDERS:
        for path in (shipped_rules() / folder).iterdir():
            yield f"jdlint/rules/{folder}/{path.name}", path
    for name in PACKAGES:
        for file in metadata.files(name) or ():
            if file.suffix == ".py" and ".." not in file.parts:
                yield file.as_posix(), Path(str(file.locate()))


def rules() -> tuple[bytes, str]:
    """The compiled rules, and what the page is told when it opens."""
    linter, errors = load_linter()
    assert not errors, errors
    settings = merge_on_profile(())
    plan = make_plan(linter, select_rules(linter.ruleset.rules, settings), settings)
    compiled = kept_data(installed(linter))
    assert str(ROOT).encode() not in compiled, "the compiled rules name a folder of this machine"
    return compiled, dump(about(make_desk(plan, settings)), indent=None)


def installed(linter: Linter) -> Linter:
    """The linter as it is in the browser: its rules are elsewhere, and have no examples."""
    own, there = str(shipped_rules()), f"{INSTALLED}/rules"
    rules = (
        replace(rule, path=rule.path.replace(own, there), good=(), bad=(), known_miss=())
        for rule in linter.ruleset.rules
    )
    return replace(linter, ruleset=replace(linter.ruleset, rules=tuple(rules), vocabularies={}))


def licences() -> str:
    """The licences of all that is in the folder."""
    parts = [
        ("jdlint " + (installed_version() or ""), (ROOT / "LICENSE").read_text(encoding="utf-8")),
        (f"Pyodide {PYODIDE}", PYODIDE_LICENCE),
    ]
    for name in PACKAGES:
        files = (file for file in metadata.files(name) or () if file.name.upper().startswith("LICENSE"))
        text = "\n".join(Path(str(file.locate())).read_text(encoding="utf-8") for file in sorted(files))
        assert text, f"{name} has no licence"
        parts.append((f"{name} {metadata.version(name)}", text))
    return "\n".join(f"{title}\n{'=' * len(title)}\n\n{text}" for title, text in parts)


if __name__ == "__main__":
    main(sys.argv[1:])
