"""The question to an advisory service, asked of a service that stands on this machine and is made up."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from conftest import ROOT

ADVISORY = {
    "id": "PYSEC-0000-1",
    "summary": "Made up.",
    "aliases": ["CVE-0000-0001"],
    "affected": [
        {
            "package": {"name": "click", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}],
        }
    ],
}


@contextmanager
def service(weak: str = "", *, broken: bool = False) -> Iterator[str]:
    """The address of a service that knows one advisory, about the package ``weak``."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known = {"vulns": [ADVISORY]} if asked["package"]["name"] == weak else {}
            self.send_response(500 if broken else 200)
            self.end_headers()
            self.wfile.write(json.dumps(known).encode())

        def log_message(self, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def audit(address: str, *options: str) -> tuple[int, str]:
    asked = ("--vulnerability-service", "osv", "--osv-url", address, "--timeout", "5", *options)
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "audit.py"), *asked], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.strip()


@pytest.mark.enable_socket
def test_nothing_known_passes() -> None:
    with service() as address:
        code, said = audit(address)
    assert code == 0
    assert said.startswith("nothing is known against the ")


@pytest.mark.enable_socket
def test_a_known_weakness_fails_and_is_named() -> None:
    with service("click") as address:
        code, said = audit(address, "--if-reachable")
    assert code == 1
    assert said.startswith("click ")
    assert said.endswith(": PYSEC-0000-1, CVE-0000-0001; mended in 99.0")


@pytest.mark.enable_socket
def test_a_service_that_gives_no_answer_is_said_and_passes_where_that_is_allowed() -> None:
    with service(broken=True) as address:
        for options, expected in ((), 1), (("--if-reachable",), 0):
            code, said = audit(address, *options)
            assert code == expected
            assert said.startswith("NOT CHECKED: the advisory service gives no answer")
