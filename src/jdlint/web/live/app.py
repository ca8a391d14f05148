"""The server of the page: a few addresses, each of which asks one function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from jdlint.errors import InputError, JdlintError
from jdlint.output.json import dump, error_data
from jdlint.record import Record, field
from jdlint.runner import InternalError, too_large
from jdlint.web.live.about import about
from jdlint.web.live.assets import MEDIA_TYPES, PAGE, assets
from jdlint.web.live.desk import Desk
from jdlint.web.live.guard import Guard
from jdlint.web.live.judge import judge, mend
from jdlint.web.live.posts import Posts

Judge = Callable[[Desk, str, str, str | None], Mapping[str, Any]]
UNNAMED = "post.md"
_LONGEST_NAME = 200
# What is needed to judge a post is made when the first one is judged: better before somebody waits for it.
_FIRST = "# Data engineer\n"


class TooLargeError(InputError):
    """A post of more bytes than are allowed."""


def make_app(posts: Posts, token: str, hosts: tuple[str, ...]) -> Guard:
    """The application, which answers below ``/TOKEN/`` to those that call it one of ``hosts`` (each with its port)."""
    page = _Page(posts, assets())
    routes = [
        Route("/", page.page),
        Route("/about", page.about),
        Route("/skeleton", page.skeleton),
        Route("/judge", partial(page.of_post, judge), methods=["POST"]),
        Route("/mend", partial(page.of_post, mend), methods=["POST"]),
        *(Route(f"/{name}", partial(_file, path)) for name, path in page.files.items()),
    ]
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    return Guard(app, token, hosts)


class _Page(Record, eq=False):
    """What is answered; posts are judged one after the other, as each takes a few hundredths of a second."""

    posts: Posts
    files: Mapping[str, Path]
    turn: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(1))

    async def page(self, _: Request) -> Response:
        return await _file(self.files[PAGE])

    async def about(self, _: Request) -> Response:
        response = await self._answer(lambda: about(self.posts.desk(), self.posts.opened()))
        response.background = BackgroundTask(self._answer, lambda: judge(self.posts.desk(), _FIRST, UNNAMED))
        return response

    async def skeleton(self, request: Request) -> Response:
        family = request.query_params.get("family", "")
        return await self._answer(lambda: {"text": self.posts.desk().new_post(family)})

    async def of_post(self, function: Judge, request: Request) -> Response:
        try:
            text = await _text(request, self.posts.limit())
        except JdlintError as problem:
            return _problem(problem)
        query = request.query_params
        name, family = query.get("name", "")[:_LONGEST_NAME] or UNNAMED, query.get("family") or None
        return await self._answer(lambda: function(self.posts.desk(), text, name, family))

    async def _answer(self, work: Callable[[], Mapping[str, Any]]) -> Response:
        try:
            return _json(await to_thread.run_sync(work, limiter=self.turn))
        except JdlintError as problem:
            return _problem(problem)
        except Exception as problem:  # noqa: BLE001 - one post must not end the server
            return _problem(InternalError(problem))


async def _text(request: Request, limit: int) -> str:
    """The post in a request's body; raises ``InputError`` when it is no UTF-8, or too large, before all of it is read."""
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > limit:
        raise _too_large(int(said), limit)
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > limit:
            raise _too_large(None, limit)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError("the post is not UTF-8", hint="save the file as UTF-8") from None


def _too_large(size: int | None, limit: int) -> TooLargeError:
    error = too_large("the post", size, limit)
    return TooLargeError(error.message, path=error.path, hint=error.hint)


async def _file(path: Path, _: Request | None = None) -> Response:
    return FileResponse(path, media_type=MEDIA_TYPES[path.suffix])


def _json(data: object, status: int = 200) -> Response:
    return Response(dump(data, indent=None), status, media_type="application/json")


def _problem(problem: JdlintError) -> Response:
    """What went wrong, as the page shows it: 413 for a post that is too large, 500 for a fault of jdlint, else 400."""
    status = 413 if isinstance(problem, TooLargeError) else 500 if isinstance(problem, InternalError) else 400
    return _json({"problem": error_data(problem)}, status)
