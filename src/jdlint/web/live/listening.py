"""The one place that listens: on this machine's own address, where no other machine can ask."""

from __future__ import annotations

import socket
import sys
from secrets import token_urlsafe

import uvicorn

from jdlint.errors import ConfigError
from jdlint.web.live.app import make_app
from jdlint.web.live.posts import Posts

HOST = "127.0.0.1"
# Connections that browsers keep open are cut after so many seconds when the server ends.
_FAREWELL = 1


class Listener:
    """A server that has its port, and waits to be run."""

    def __init__(self, posts: Posts, port: int) -> None:
        """Take a port (0: any that is free); raises ``ConfigError`` when it cannot be had."""
        self._socket = _listen(port)
        self.port: int = self._socket.getsockname()[1]
        self.token = token_urlsafe()
        hosts = tuple(f"{name}:{self.port}" for name in (HOST, "localhost"))
        config = uvicorn.Config(
            make_app(posts, self.token, hosts),
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_FAREWELL,
        )
        self._server = uvicorn.Server(config)

    @property
    def address(self) -> str:
        """Where the page is, with the token that opens it."""
        return f"http://{HOST}:{self.port}/{self.token}/"

    def run(self) -> None:
        """Answer until the process is interrupted; raises ``KeyboardInterrupt`` then."""
        self._server.run(sockets=[self._socket])


def _listen(port: int) -> socket.socket:
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # where this would let two programs have one port
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((HOST, port))
        taken.listen()
    except OSError as problem:
        taken.close()
        hint = "name another with --port, or leave it out to take any that is free"
        raise ConfigError(f"port {port} cannot be used: {problem.strerror or problem}", hint=hint) from None
    return taken
