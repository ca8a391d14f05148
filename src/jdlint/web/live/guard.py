"""Who is answered: only those with the token, who name this machine as the host and come from no other page."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jdlint.record import Record

# What the page may do wherever it is served: run its own files, and ask where it came from.
PAGE_POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "paste",
}
_POLICY = {**PAGE_POLICY, "frame-ancestors": "'none'"}
HEADERS: Mapping[str, str] = {
    "cache-control": "no-store",
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_READS = ("GET", "HEAD")


class Guard(Record):
    """Hands on to ``app`` what has ``token`` as the first part of its path, without that part.

    The host must be one of ``hosts``, with the port, so that no name that another machine chooses leads here. The
    origin, where a browser names one, must be the same; whoever sends something must name one.
    """

    app: ASGIApp
    token: str
    hosts: tuple[str, ...]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it; either way with the headers that keep the page to itself."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if scope["type"] != "http":
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send_guarded)
            return
        path = f"/{scope['path'][1:].partition('/')[2]}"
        await self.app({**scope, "path": path, "raw_path": path.encode()}, receive, send_guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self.hosts:
            return PlainTextResponse("Nothing is served under this name.\n", 421)
        if (origin is None and scope["method"] not in _READS) or origin not in (None, f"http://{host}"):
            return PlainTextResponse("No other page is answered.\n", 403)
        token, slash, _ = scope["path"][1:].partition("/")
        if not (compare_digest(token.encode(), self.token.encode()) and slash):
            return PlainTextResponse("Open the whole address that 'jdlint serve' has printed.\n", 403)
        return None
