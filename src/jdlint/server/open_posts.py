"""The posts that are open in an editor, each linted in its current state."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

from pygls import uris

from jdlint.errors import JdlintError
from jdlint.linted import LintedPost
from jdlint.linter import publication_state
from jdlint.plans import Plans, is_linted
from jdlint.post.source import make_source
from jdlint.record import Record
from jdlint.runner import InternalError, Plan, lint_one

P = ParamSpec("P")
T = TypeVar("T")

# How long a pause in typing is before the post is linted, in seconds.
PAUSE = 0.25


class Text(Protocol):
    """A document as the client has it."""

    @property
    def version(self) -> int | None:
        """Counts its changes."""

    @property
    def source(self) -> str:
        """Its text."""


class Checked(Record, eq=False):
    """A version of a post, linted; ``post`` is ``None`` for what is left out, ``problem`` what kept it from being linted."""

    version: int | None
    post: LintedPost | None = None
    plan: Plan | None = None
    problem: JdlintError | None = None


@dataclass(slots=True, eq=False)
class OpenPosts:
    """Lints posts one after the other, apart from the loop that talks to the client.

    ``text_of`` gives the document of a URI, ``tell`` is called with each result that is still current.
    """

    text_of: Callable[[str], Text]
    tell: Callable[[str, Checked], None]
    plans: Plans
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(max_workers=1))
    checked: dict[str, Checked] = field(default_factory=dict)
    waiting: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def changed(self, uri: str, pause: float = 0) -> None:
        """Lint a post after a pause, unless it changes again within it."""
        if uri in self.waiting:
            self.waiting[uri].cancel()
        self.waiting[uri] = asyncio.create_task(self._lint_after(uri, pause))

    def settings_changed(self) -> None:
        """Lint all open posts anew."""
        for uri in list(self.waiting):
            self.changed(uri)

    def closed(self, uri: str) -> None:
        """Forget a post."""
        if task := self.waiting.pop(uri, None):
            task.cancel()
        self.checked.pop(uri, None)

    async def current(self, uri: str) -> Checked:
        """The post linted as it is now, at once."""
        known = self.checked.get(uri)
        text = self.text_of(uri)
        if known is not None and known.version == text.version:
            return known
        return await self._lint(uri)

    async def apart(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What some work comes to, done where posts are linted."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, partial(work, *args, **kwargs))

    async def _lint_after(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        await self._lint(uri)

    async def _lint(self, uri: str) -> Checked:
        text = self.text_of(uri)
        version, content = text.version, text.source
        checked = await self.apart(self._check, uri, version, content)
        if uri in self.waiting and self.text_of(uri).version == version:
            self.checked[uri] = checked
            self.tell(uri, checked)
        return checked

    def _check(self, uri: str, version: int | None, content: str) -> Checked:
        try:
            return self._judge(uri, version, content)
        except JdlintError as problem:
            return Checked(version, problem=problem)
        except Exception as problem:  # noqa: BLE001 - one post must not end the server
            return Checked(version, problem=InternalError(problem, uri))

    def _judge(self, uri: str, version: int | None, content: str) -> Checked:
        name = uris.to_fs_path(uri) if uri.startswith("file:") else None
        path = Path(name) if name else Path.cwd() / "untitled.md"
        settings, plan = self.plans.plan_for(path.parent)
        source = make_source(content, str(path))
        left_out = name is not None and not is_linted(path, settings)
        if left_out or publication_state(source, plan.circumstances.today) in plan.skip:
            return Checked(version)
        return Checked(version, lint_one(source, plan), plan)
