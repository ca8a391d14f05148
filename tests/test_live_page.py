"""The server of the page, asked without a network."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from command import prepare, write
from house_rule import HOUSE_RULE

from jdlint.plans import Plans
from jdlint.web.live.app import make_app
from jdlint.web.live.guard import HEADERS
from jdlint.web.live.posts import Posts

TOKEN = "t0ken-_"
HERE = "http://127.0.0.1:8123"
HOSTS = ("127.0.0.1:8123", "localhost:8123")
POST = "# Data engineer\n\n## Responsibilities\n\n- Join our fast-paced team.\n"


@pytest.fixture(scope="module")
def plans() -> Plans:
    return Plans()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch, real_rules=True)


class Client:
    """Asks the page's server as a browser does that has its address."""

    def __init__(self, plans: Plans, file: str | None = None) -> None:
        self.app = make_app(Posts(plans, Path.cwd(), file), TOKEN, HOSTS)

    def ask(self, path: str, method: str = "GET", base: str = HERE, **request: Any) -> httpx.Response:  # noqa: ANN401 - as httpx has it
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url=base) as client:
                return await client.request(method, path, **request)

        # In a thread, as tests in a browser leave a loop behind in this one.
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(lambda: asyncio.run(send())).result()

    def post(self, path: str, text: str | bytes | AsyncIterator[bytes], origin: str | None = HERE) -> httpx.Response:
        headers = {} if origin is None else {"origin": origin}
        return self.ask(f"/{TOKEN}/{path}", "POST", content=text, headers=headers)


@pytest.fixture
def client(plans: Plans) -> Client:
    return Client(plans)


def test_the_page_and_its_files_are_served_to_whoever_has_the_token(client: Client) -> None:
    page = client.ask(f"/{TOKEN}/")
    assert page.status_code == 200
    assert "<textarea" in page.text
    for name in ("look.css", "page.css", "page.js", "icon.svg"):
        assert f'"{name}"' in page.text
        assert client.ask(f"/{TOKEN}/{name}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/page.html", "/about", "/wrong/", "/wrong/about", f"/{TOKEN}", f"/{TOKEN}x/about"]
)
def test_nothing_is_told_without_the_token(client: Client, path: str) -> None:
    answer = client.ask(path)
    assert answer.status_code == 403
    assert answer.text == "Open the whole address that 'jdlint serve' has printed.\n"


@pytest.mark.parametrize(
    "base",
    ["http://evil.example:8123", "http://127.0.0.1", "http://127.0.0.1:81", "http://localhost.evil.example:8123"],
)
def test_no_other_name_leads_to_the_page(client: Client, base: str) -> None:
    assert client.ask(f"/{TOKEN}/", base=base).status_code == 421
    assert client.ask(f"/{TOKEN}/", base="http://localhost:8123").status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://localhost:8123", "https://127.0.0.1:8123", "null", None]
)
def test_no_other_page_is_answered(client: Client, origin: str | None) -> None:
    assert client.post("judge", POST, origin).status_code == 403
    if origin is not None:
        assert client.ask(f"/{TOKEN}/about", headers={"origin": origin}).status_code == 403
    assert client.post("judge", POST).status_code == 200


@pytest.mark.parametrize(
    "name", ["../app.py", "..%2fapp.py", "%2e%2e/live/app.py", "static/look.css", "/etc/passwd", "look.css/", "try"]
)
def test_no_path_leads_out_of_the_page(client: Client, name: str) -> None:
    assert client.ask(f"/{TOKEN}/{name}").status_code in {403, 404}


def test_each_address_has_its_methods(client: Client) -> None:
    assert client.ask(f"/{TOKEN}/judge").status_code == 405
    assert client.post("about", "").status_code == 405
    assert client.post("", "").status_code == 405
    assert client.ask(f"/{TOKEN}/", "HEAD").status_code == 200


@pytest.mark.parametrize("path", ["/", f"/{TOKEN}/", f"/{TOKEN}/none.js", f"/{TOKEN}/about"])
def test_each_answer_is_kept_to_the_page(client: Client, path: str) -> None:
    headers = client.ask(path).headers
    assert {name: headers[name] for name in HEADERS} == dict(HEADERS)
    assert headers["cache-control"] == "no-store"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_post_is_judged_as_of_a_family(client: Client) -> None:
    answer = client.post("judge?family=research&name=a.md", POST).json()
    assert answer["family"] == "research"
    assert "cliche-fast-paced" in {found["rule"] for found in answer["findings"]}
    problem = client.post("judge?family=reserch", POST)
    assert problem.status_code == 400
    assert problem.json()["problem"]["hint"] == "did you mean 'research'?"


def test_a_post_may_be_as_large_as_the_settings_say(client: Client) -> None:
    write(".jdlint.yaml", "max-file-size: 1 kB\n")
    assert client.post("judge", "# Data engineer\n".ljust(1000)).status_code == 200
    refused = client.post("judge", "# Data engineer\n".ljust(2500))
    assert refused.status_code == 413
    assert refused.json()["problem"]["message"] == "is 2.5 kB large, and max-file-size allows 1 kB"

    async def endless() -> AsyncIterator[bytes]:
        yield b"#" * 600
        yield b"#" * 600
        raise AssertionError("it reads on")

    refused = client.post("judge", endless())
    assert refused.status_code == 413
    assert refused.json()["problem"]["message"] == "is larger than what max-file-size allows: 1 kB"


def test_a_text_that_is_no_utf_8_is_refused(client: Client) -> None:
    answer = client.post("judge", b"caf\xe9")
    assert answer.status_code == 400
    assert answer.json()["problem"]["message"] == "the post is not UTF-8"


def test_the_settings_of_the_folder_hold_as_they_are_now(client: Client) -> None:
    write(".jdlint.yaml", "select: [cliche-fast-paced]\n")
    assert {found["rule"] for found in client.post("judge", POST).json()["findings"]} == {"cliche-fast-paced"}
    write(".jdlint.yaml", "selekt: [ALL]\n")
    problem = client.post("judge", POST)
    assert problem.status_code == 400
    assert (problem.json()["problem"]["line"], problem.json()["problem"]["column"]) == (1, 1)
    write(".jdlint.yaml", "family: research\n")
    assert client.post("judge", POST).json()["family"] == "research"


def test_rules_of_the_folder_are_told_to_the_page(client: Client) -> None:
    write("house/no-hero.yaml", HOUSE_RULE)
    write(".jdlint.yaml", "rules-dir: house\n")
    assert client.ask(f"/{TOKEN}/about").json()["rules"]["no-hero"]["good"] == "You mend the pipeline of returns."


def test_the_page_opens_with_a_file_and_never_writes_it(plans: Plans) -> None:
    write("a.md", "\ufeff" + POST)
    before = Path("a.md").read_bytes()
    client = Client(plans, "a.md")
    assert client.ask(f"/{TOKEN}/about").json()["post"] == {"name": "a.md", "text": POST}
    client.post("mend?name=a.md", POST.replace("our", "our our"))
    assert Path("a.md").read_bytes() == before
    Path("a.md").unlink()
    gone = client.ask(f"/{TOKEN}/about")
    assert gone.status_code == 400
    assert gone.json()["problem"]["path"] == "a.md"


def test_a_new_post_is_begun_for_a_family(client: Client) -> None:
    text = client.ask(f"/{TOKEN}/skeleton?family=research").json()["text"]
    assert text.startswith("---\nfamily: research\n---\n")
    assert client.ask(f"/{TOKEN}/skeleton?family=nothing").status_code == 400
    assert client.ask(f"/{TOKEN}/skeleton").status_code == 400


def test_a_fault_of_jdlint_ends_no_session(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("jdlint.web.live.judge.score", lambda *_: 1 / 0)
        answer = client.post("judge", POST)
    assert answer.status_code == 500
    assert answer.json()["problem"]["message"] == "internal error: ZeroDivisionError: division by zero"
    assert client.post("judge", POST).status_code == 200
