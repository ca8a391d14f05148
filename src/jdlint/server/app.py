"""The server itself: what the client asks and is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from jdlint.finding import Edit
from jdlint.linted import LintedPost
from jdlint.plans import Plans
from jdlint.runner import Plan
from jdlint.server.actions import actions_at, fix_all, is_wanted, suppress, workspace_edit
from jdlint.server.diagnostics import diagnostic
from jdlint.server.hover import hover_at
from jdlint.server.open_posts import PAUSE, Checked, OpenPosts, Text
from jdlint.server.places import Places
from jdlint.version import installed_version

_WATCHED = ("**/*.yaml", "**/pyproject.toml")


class PostServer(LanguageServer):
    """A language server with the posts that are open in its client."""

    def __init__(self, plans: Plans) -> None:
        # The whole text comes with each change: pygls divides lines at more characters than Markdown and the protocol do.
        super().__init__("jdlint", installed_version() or "0", types.TextDocumentSyncKind.Full)
        self.posts = OpenPosts(self.text_of, self.publish, plans)
        self.told: dict[str, str] = {}

    def text_of(self, uri: str) -> Text:
        """A document as the client has it."""
        return self.workspace.get_text_document(uri)

    def publish(self, uri: str, checked: Checked) -> None:
        """Tell the client what was found in a post, or once what keeps it from being linted."""
        found = checked.post.result.findings if checked.post else ()
        made = [diagnostic(finding, self.places(checked)) for finding in found]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, made, checked.version))
        problem = checked.problem
        message = f"jdlint: {problem}{f' ({problem.hint})' if problem.hint else ''}" if problem else ""
        if message and self.told.get(uri) != message:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))
        self.told[uri] = message

    def places(self, checked: Checked) -> Places:
        """The places of a post that was linted, in the unit agreed on with the client."""
        assert checked.post is not None
        return Places(checked.post.source, self.workspace.position_encoding or types.PositionEncodingKind.Utf16)

    def can_resolve_edits(self) -> bool:
        """Whether the client asks for the edit of an action only when it is chosen."""
        offered = self.client_capabilities.text_document
        support = offered.code_action.resolve_support if offered and offered.code_action else None
        return support is not None and "edit" in support.properties


def make_server(find: Callable[[Path], Path | None]) -> PostServer:
    """The server, with all that it answers to; ``find`` tells the settings file that holds for a folder."""
    server = PostServer(Plans(find))
    _add_documents(server)
    _add_settings(server)
    _add_questions(server)
    return server


def _add_documents(server: PostServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.posts.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.posts.changed(params.text_document.uri, PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.posts.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.posts.closed(uri)
        server.told.pop(uri, None)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def _add_settings(server: PostServer) -> None:
    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching is not None and watching.dynamic_registration:
            watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            wanted = types.Registration("jdlint-settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await server.client_register_capability_async(types.RegistrationParams([wanted]))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def settings_changed(_: types.DidChangeWatchedFilesParams) -> None:
        server.posts.settings_changed()


def _add_questions(server: PostServer) -> None:
    offered = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]
    kinds = types.CodeActionOptions(offered, resolve_provider=True)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        checked = await server.posts.current(params.text_document.uri)
        if checked.post is None:
            return []
        places = server.places(checked)
        made = actions_at(checked.post, params.text_document.uri, params.range, places)
        found = [action for action in made if is_wanted(action, params.context.only)]
        return found if server.can_resolve_edits() else [await _with_edit(server, action) for action in found]

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        return await _with_edit(server, action)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        checked = await server.posts.current(params.text_document.uri)
        if checked.post is None or checked.plan is None:
            return None
        return hover_at(checked.post, checked.plan, params.position, server.places(checked))


async def _with_edit(server: PostServer, action: types.CodeAction) -> types.CodeAction:
    """The action with the edit that it lacked; without one where the post has changed since it was offered."""
    data: dict[str, Any] | None = action.data
    if action.edit is not None or data is None:
        return action
    checked = await server.posts.current(data["uri"])
    if checked.post is None or checked.plan is None:
        return action
    edit = await server.posts.apart(_edit_for, data, checked.post, checked.plan)
    if edit is not None:
        action.edit = workspace_edit(data["uri"], [edit], server.places(checked))
    return action


def _edit_for(data: dict[str, Any], post: LintedPost, plan: Plan) -> Edit | None:
    """The edit of an action by what it was offered with: one finding to suppress, or all to fix."""
    if "finding" not in data:
        return fix_all(post, plan)
    findings = post.result.findings
    finding = findings[data["finding"]] if data["finding"] < len(findings) else None
    return suppress(post, finding, plan) if finding and finding.rule == data["rule"] else None
