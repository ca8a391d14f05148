"""A session with the language server in a process of its own, by pygls's client."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from command import ROOT
from lsprotocol import types
from pygls.lsp.client import LanguageClient

WAIT = 60


class Editor(LanguageClient):
    """An editor without a window: it opens posts, and keeps what the server says of them."""

    def __init__(self) -> None:
        super().__init__("editor", "1")
        self.texts: dict[str, tuple[int, str]] = {}
        self.published: list[types.PublishDiagnosticsParams] = []
        self.messages: list[str] = []
        self.registered: list[types.Registration] = []
        self.news = asyncio.Event()

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.published.append(params)
            self.news.set()

        @self.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
        def message(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)
            self.news.set()

        @self.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
        def register(params: types.RegistrationParams) -> None:
            self.registered += params.registrations
            self.news.set()

    def open(self, uri: str, text: str) -> None:
        self.texts[uri] = (1, text)
        item = types.TextDocumentItem(uri, "markdown", 1, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, uri: str, text: str) -> None:
        """The post's text becomes another."""
        version = self.texts[uri][0] + 1
        self.texts[uri] = (version, text)
        change = types.TextDocumentContentChangeWholeDocument(text)
        document = types.VersionedTextDocumentIdentifier(version, uri)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def diagnostics(self, uri: str, number: int = 1) -> list[types.Diagnostic]:
        """What the server says of the current version of a post, once it has said so ``number`` times."""
        version = self.texts[uri][0]

        def said() -> list[types.PublishDiagnosticsParams]:
            return [params for params in self.published if params.uri == uri and params.version == version]

        await self.until(lambda: len(said()) >= number)
        return list(said()[-1].diagnostics)

    async def until(self, happened: object) -> None:
        """Wait for what the server sends until something holds."""
        assert callable(happened)
        async with asyncio.timeout(WAIT):
            while not happened():
                self.news.clear()
                await self.news.wait()

    async def actions(self, uri: str, place: types.Range, *only: str) -> dict[str, types.CodeAction]:
        """The actions (of ``only`` some kinds) that the server offers at a place, by their titles."""
        context = types.CodeActionContext([], only=list(only) or None)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), place, context)
        offered = await self.text_document_code_action_async(params) or []
        return {action.title: action for action in offered if isinstance(action, types.CodeAction)}

    def applied(self, uri: str, action: types.CodeAction) -> str:
        """The text of a post after an action, as an editor that counts in UTF-16 applies it."""
        assert action.edit is not None
        assert action.edit.changes is not None
        text = self.texts[uri][1]
        for edit in sorted(action.edit.changes[uri], key=lambda edit: edit.range.start, reverse=True):
            start, end = offset(text, edit.range.start), offset(text, edit.range.end)
            text = text[:start] + edit.new_text + text[end:]
        return text


def offset(text: str, position: types.Position) -> int:
    """The code-point offset of a place whose column counts UTF-16."""
    lines = text.replace("\r\n", "\n").split("\n")
    assert "\r" not in text
    before = lines[position.line].encode("utf-16-le")[: 2 * position.character].decode("utf-16-le")
    return sum(len(line) + 1 for line in lines[: position.line]) + len(before)


@asynccontextmanager
async def session(
    folder: Path, capabilities: types.ClientCapabilities | None = None, *options: str
) -> AsyncIterator[Editor]:
    """An editor that has started the server with some options; at the end both say goodbye, and the server exits with 0."""
    editor = Editor()
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    await editor.start_io(sys.executable, "-m", "jdlint", "server", *options, env=env, cwd=folder)
    params = types.InitializeParams(capabilities or types.ClientCapabilities(), root_uri=folder.as_uri())
    await editor.initialize_async(params)
    editor.initialized(types.InitializedParams())
    yield editor
    await editor.shutdown_async(None)
    editor.exit(None)
    await asyncio.wait_for(editor.stop(), WAIT)  # type: ignore[no-untyped-call]
    assert editor._server is not None
    assert editor._server.returncode == 0
