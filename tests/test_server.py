"""The language server, asked by a client over its standard input and output."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, prepare, run, write
from lsp_client import Editor, offset, session
from lsprotocol import types

PHRASE = "fast-paced team"
POST = f"# Data engineer 🎉\n\n## Responsibilities\n\n- 日本\t🎉 Join our cafe\u0301 and {PHRASE}.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch, real_rules=True)


class Stage:
    """One loop for all scenes, and a session that those share that need nothing special of it."""

    def __init__(self, folder: Path) -> None:
        self.runner = asyncio.Runner()
        self._session = session(folder)
        self._editor = self.runner.run(self._enter())

    async def _enter(self) -> Editor:
        return await self._session.__aenter__()

    async def _leave(self) -> None:
        await self._session.__aexit__(None, None, None)

    def play(self, scene: Coroutine[Any, Any, None]) -> None:
        self.runner.run(scene)

    @asynccontextmanager
    async def shared(self) -> AsyncIterator[Editor]:
        self._editor.published.clear()
        self._editor.messages.clear()
        yield self._editor

    def end(self) -> None:
        self.runner.run(self._leave())
        self.runner.close()


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = Stage(tmp_path_factory.mktemp("shared"))
    yield made
    made.end()


def by_rule(diagnostics: list[types.Diagnostic]) -> dict[str, types.Diagnostic]:
    return {str(found.code): found for found in diagnostics}


def resolving() -> types.ClientCapabilities:
    """What an editor says that asks for edits only when an action is chosen."""
    support = types.ClientCodeActionResolveOptions(["edit"])
    actions = types.CodeActionClientCapabilities(resolve_support=support)
    return types.ClientCapabilities(text_document=types.TextDocumentClientCapabilities(code_action=actions))


def test_findings_are_shown_while_a_post_is_written(stage: Stage, folder: Path) -> None:
    async def scene() -> None:
        uri = (folder / "a b.md").as_uri()
        async with stage.shared() as editor:
            editor.open(uri, POST)
            found = by_rule(await editor.diagnostics(uri))
            phrase = found["cliche-fast-paced"]
            start, end = (offset(POST, place) for place in (phrase.range.start, phrase.range.end))
            assert POST[start:end] == PHRASE
            assert phrase.source == "jdlint"
            assert phrase.severity is types.DiagnosticSeverity.Information
            assert phrase.message.splitlines()[-1].startswith("How long is it from an idea to users")
            whole = found["operations"]
            assert POST[offset(POST, whole.range.start) : offset(POST, whole.range.end)] == "Data engineer 🎉"
            assert whole.severity is types.DiagnosticSeverity.Error

            editor.type(uri, POST.replace(PHRASE, "team of six"))
            assert "cliche-fast-paced" not in by_rule(await editor.diagnostics(uri))

            editor.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
            await editor.until(lambda: editor.published[-1].version is None)
            assert not editor.published[-1].diagnostics

    stage.play(scene())


def test_the_server_says_what_the_command_says(stage: Stage, folder: Path) -> None:
    write("a.md", POST)
    lines = run("a.md", "--output-format", "concise", "-q").stdout.splitlines()

    async def scene() -> None:
        uri = (folder / "a.md").as_uri()
        async with stage.shared() as editor:
            editor.open(uri, POST)
            diagnostics = await editor.diagnostics(uri)
            said = [f"[{found.code}] {found.message.splitlines()[0]}" for found in diagnostics]
            assert len(said) > 10
            assert said == ["[" + line.split("[", 1)[1] for line in lines]

    stage.play(scene())


@pytest.mark.parametrize(
    ("unit", "before"),
    [
        ("utf-8", len("- 日本\t🎉 Join our cafe\u0301 and ".encode())),
        ("utf-16", len("- 日本\t🎉 Join our cafe\u0301 and ") + 1),
        ("utf-32", len("- 日本\t🎉 Join our cafe\u0301 and ")),
    ],
)
def test_columns_are_in_the_unit_that_the_client_wants(stage: Stage, folder: Path, unit: str, before: int) -> None:
    general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind(unit)])

    async def scene() -> None:
        uri = (folder / "a.md").as_uri()
        async with session(folder, types.ClientCapabilities(general=general)) as editor:
            editor.open(uri, POST)
            place = by_rule(await editor.diagnostics(uri))["cliche-fast-paced"].range
            assert (place.start, place.end) == (types.Position(4, before), types.Position(4, before + len(PHRASE)))

    stage.play(scene())


def test_only_the_last_of_quick_changes_is_linted(stage: Stage, folder: Path) -> None:
    async def scene() -> None:
        uri = (folder / "a.md").as_uri()
        async with stage.shared() as editor:
            editor.open(uri, POST)
            await editor.diagnostics(uri)
            for count in range(1, 21):
                editor.type(uri, POST + "\nx" * count)
            await editor.diagnostics(uri)
            assert {params.version for params in editor.published} == {1, 21}

    stage.play(scene())


def test_lines_are_counted_as_markdown_counts_them(stage: Stage, folder: Path) -> None:
    text = "# Data engineer\n\n## Duties\u2028 \x0c \x0b \x85\n\n- Join our " + PHRASE + "\n"

    async def scene() -> None:
        uri = (folder / "a.md").as_uri()
        async with stage.shared() as editor:
            editor.open(uri, "# Data engineer\n")
            await editor.diagnostics(uri)
            editor.type(uri, text)
            place = by_rule(await editor.diagnostics(uri))["cliche-fast-paced"].range.start
            assert place == types.Position(4, 11)

    stage.play(scene())


def found_in(text: str) -> set[str]:
    """The rules that find something, as the command says."""
    write("changed.md", text)
    lines = run("changed.md", "--output-format", "concise", "-q").stdout.splitlines()
    return {line.split("[")[1].split("]")[0] for line in lines}


@pytest.mark.parametrize("capabilities", [resolving(), types.ClientCapabilities()], ids=["asked later", "at once"])
def test_a_finding_can_be_suppressed(stage: Stage, folder: Path, capabilities: types.ClientCapabilities) -> None:
    async def scene() -> None:
        uri = (folder / "a.md").as_uri()
        async with session(folder, capabilities) as editor:
            editor.open(uri, POST)
            found = by_rule(await editor.diagnostics(uri))
            offered = await editor.actions(uri, found["cliche-fast-paced"].range)
            action = offered["Suppress cliche-fast-paced on this line"]
            if capabilities.text_document:
                assert action.edit is None
                action = await editor.code_action_resolve_async(action)
            after = editor.applied(uri, action)
            assert after == POST.replace(f"{PHRASE}.", f"{PHRASE}. <!-- jdlint-disable-line cliche-fast-paced -->")
            assert "cliche-fast-paced" not in found_in(after)

            offered = await editor.actions(uri, found["operations"].range)
            action = await editor.code_action_resolve_async(offered["Suppress operations in this post"])
            after = editor.applied(uri, action)
            assert "<!-- jdlint-disable-file operations -->" in after
            assert {"operations", "unused-suppression"} & found_in(after) == set()

    stage.play(scene())


def test_an_action_of_an_older_text_brings_no_edit(stage: Stage, folder: Path) -> None:
    async def scene() -> None:
        uri = (folder / "a.md").as_uri()
        async with session(folder, resolving()) as editor:
            editor.open(uri, POST)
            found = by_rule(await editor.diagnostics(uri))
            offered = await editor.actions(uri, found["cliche-fast-paced"].range)
            editor.type(uri, "# Data engineer\n")
            action = offered["Suppress cliche-fast-paced on this line"]
            assert (await editor.code_action_resolve_async(action)).edit is None

    stage.play(scene())


def test_a_fix_is_offered_first(stage: Stage, folder: Path) -> None:
    comment = " <!-- jdlint-disable-line profanity -->"
    text = POST.replace(f"{PHRASE}.", f"{PHRASE}.{comment}")

    async def scene() -> None:
        uri = (folder / "a.md").as_uri()
        async with stage.shared() as editor:
            editor.open(uri, text)
            found = by_rule(await editor.diagnostics(uri))
            offered = await editor.actions(uri, found["unused-suppression"].range)
            action = next(iter(offered.values()))
            assert action.kind == types.CodeActionKind.QuickFix
            assert action.is_preferred
            assert action.diagnostics is not None
            assert action.diagnostics[0].code == "unused-suppression"
            assert editor.applied(uri, action) == POST
            assert not [title for title in offered if title.startswith("Suppress unused-suppression")]

    stage.play(scene())


def test_all_that_is_safe_can_be_fixed_at_once(stage: Stage, folder: Path) -> None:
    text = POST.replace("## Resp", "##Resp") + "\n- You keep the the pipelines \U0001f389 of of our parcels running.\n"
    write("a.md", text)

    async def scene() -> None:
        uri = (folder / "a.md").as_uri()
        top = types.Range(types.Position(0, 0), types.Position(0, 0))
        async with stage.shared() as editor:
            editor.open(uri, text)
            await editor.diagnostics(uri)
            assert list(await editor.actions(uri, top, "refactor")) == []
            (action,) = (await editor.actions(uri, top, "source")).values()
            assert action.kind == types.CodeActionKind.SourceFixAll
            after = editor.applied(uri, action)
            run("a.md", "--fix")
            assert after == Path("a.md").read_text(encoding="utf-8")
            assert after.count("## ") == 1
            assert "the the" not in after
            editor.type(uri, after)
            await editor.diagnostics(uri)
            assert await editor.actions(uri, top, "source.fixAll") == {}

    stage.play(scene())


def test_nothing_is_offered_where_nothing_is_found(stage: Stage, folder: Path) -> None:
    async def scene() -> None:
        uri = (folder / "a.md").as_uri()
        async with stage.shared() as editor:
            editor.open(uri, POST)
            here = types.Position(2, 5)
            assert await editor.actions(uri, types.Range(here, here)) == {}
            asked = types.HoverParams(types.TextDocumentIdentifier(uri), here)
            assert await editor.text_document_hover_async(asked) is None

    stage.play(scene())


def test_a_rule_is_explained_where_it_finds_something(stage: Stage, folder: Path) -> None:
    async def scene() -> None:
        uri = (folder / "a.md").as_uri()
        async with stage.shared() as editor:
            editor.open(uri, POST)
            place = by_rule(await editor.diagnostics(uri))["cliche-fast-paced"].range
            asked = types.HoverParams(types.TextDocumentIdentifier(uri), place.start)
            hover = await editor.text_document_hover_async(asked)
            assert hover is not None
            assert hover.range == place
            assert isinstance(hover.contents, types.MarkupContent)
            assert hover.contents.value == run("rule", "cliche-fast-paced").stdout

    stage.play(scene())


def test_each_post_is_judged_by_the_settings_nearest_to_it(stage: Stage, folder: Path) -> None:
    write("strict/.jdlint.yaml", "select: [cliche-fast-paced]\nseverity: {cliche-fast-paced: error}\n")

    async def scene() -> None:
        near, far = ((folder / name).as_uri() for name in ("strict/a.md", "a.md"))
        async with stage.shared() as editor:
            editor.open(near, POST)
            editor.open(far, POST)
            (only,) = await editor.diagnostics(near)
            assert only.severity is types.DiagnosticSeverity.Error
            assert len(await editor.diagnostics(far)) > 10

    stage.play(scene())


def test_the_settings_may_be_named(folder: Path, stage: Stage) -> None:
    write("mine.yaml", "select: [cliche-fast-paced]\n")
    write(".jdlint.yaml", "select: [operations]\n")

    async def scene() -> None:
        uri = (folder / "a.md").as_uri()
        async with session(folder, None, "--config", "mine.yaml") as editor:
            editor.open(uri, POST)
            assert list(by_rule(await editor.diagnostics(uri))) == ["cliche-fast-paced"]

    stage.play(scene())


def test_a_profile_holds(stage: Stage, folder: Path) -> None:
    write("strict/.jdlint.yaml", "profile: strict\n")

    async def scene() -> None:
        strict, plain = ((folder / name).as_uri() for name in ("strict/a.md", "a.md"))
        async with stage.shared() as editor:
            editor.open(strict, POST)
            editor.open(plain, POST)
            assert len(await editor.diagnostics(strict)) > len(await editor.diagnostics(plain))

    stage.play(scene())


def test_changed_settings_and_rules_hold_at_once(stage: Stage, folder: Path) -> None:
    watching = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    workspace = types.WorkspaceClientCapabilities(did_change_watched_files=watching)
    changes = types.DidChangeWatchedFilesParams([])

    async def scene() -> None:
        uri = (folder / "a.md").as_uri()
        async with session(folder, types.ClientCapabilities(workspace=workspace)) as editor:
            editor.open(uri, POST)
            assert len(await editor.diagnostics(uri)) > 10
            await editor.until(lambda: editor.registered)
            assert editor.registered[0].method == "workspace/didChangeWatchedFiles"
            write("house/no-cafe.yaml", HOUSE)
            write(".jdlint.yaml", "rules-dir: house\nselect: [no-cafe]\n")
            editor.workspace_did_change_watched_files(changes)
            (only,) = await editor.diagnostics(uri, 2)
            assert only.message.startswith("No 'team' please")
            write("house/no-cafe.yaml", HOUSE.replace("please", "here"))
            editor.workspace_did_change_watched_files(changes)
            (only,) = await editor.diagnostics(uri, 3)
            assert only.message.startswith("No 'team' here")

    stage.play(scene())


def test_settings_that_cannot_be_used_are_told_once(stage: Stage, folder: Path) -> None:
    write(".jdlint.yaml", "selekt: [ALL]\n")

    async def scene() -> None:
        uri = (folder / "a.md").as_uri()
        async with stage.shared() as editor:
            editor.open(uri, POST)
            assert await editor.diagnostics(uri) == []
            editor.type(uri, POST + "x")
            await editor.diagnostics(uri)
            await editor.until(lambda: editor.messages)
            assert editor.messages == [
                f"jdlint: {folder / '.jdlint.yaml'}:1:1: unknown key 'selekt' (did you mean 'select'?)"
            ]
            write(".jdlint.yaml", "select: [cliche-fast-paced]\n")
            editor.type(uri, POST)
            assert len(await editor.diagnostics(uri)) == 1

    stage.play(scene())


@pytest.mark.parametrize(("name", "settings"), [
    ("README.md", ""), ("old/a.md", "exclude: [old]\n"), ("draft.md", "skip-drafts: true\n"),
])  # fmt: skip
def test_what_is_left_out_of_a_folder_is_left_alone(stage: Stage, folder: Path, name: str, settings: str) -> None:
    write(".jdlint.yaml", settings)

    async def scene() -> None:
        uri, post = (folder / name).as_uri(), (folder / "a.md").as_uri()
        async with stage.shared() as editor:
            editor.open(uri, "---\ndraft: true\n---\n" + POST)
            editor.open(post, POST)
            assert len(await editor.diagnostics(post)) > 10
            assert await editor.diagnostics(uri) == []
            assert editor.messages == []

    stage.play(scene())


def test_a_post_without_a_file_is_linted_too(stage: Stage, folder: Path) -> None:
    async def scene() -> None:
        async with session(folder) as editor:
            editor.open("untitled:Untitled-1", POST)
            assert "cliche-fast-paced" in by_rule(await editor.diagnostics("untitled:Untitled-1"))

    stage.play(scene())


def test_texts_of_all_sorts_do_no_harm(stage: Stage, folder: Path) -> None:
    async def scene() -> None:
        uri = (folder / "a.md").as_uri()
        async with stage.shared() as editor:
            editor.open(uri, "")
            await editor.diagnostics(uri)
            for text in ("\x00", "---\na: [\n---\n", "> " * 3000, "\ufeff# x\r\n\ry\r", POST):
                editor.type(uri, text)
                await editor.diagnostics(uri)
            assert editor.messages == []
            assert "cliche-fast-paced" in by_rule(await editor.diagnostics(uri))

    stage.play(scene())


def test_without_pygls_there_is_a_hint() -> None:
    code = "import sys; sys.modules['pygls'] = sys.modules['lsprotocol'] = None; from jdlint.cli import main; main()"
    command = [sys.executable, "-c", code, "server"]
    env = {"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        'jdlint: error: the language server needs the package pygls\n  = hint: pip install "jdlint[server]"\n'
    )


def test_it_ends_when_the_editor_goes_away() -> None:
    env = {"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "jdlint", "server"]
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    assert b"Traceback" not in done.stderr


HOUSE = """\
id: no-cafe
title: Say who
kind: phrase
severity: warning
message: "No '{match}' please"
why: Because.
phrases: [team]
examples:
  good: [We work.]
  bad: [Our ⟦team⟧.]
"""
