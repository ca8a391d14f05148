"""``jdlint serve`` as a process: its address, its errors and its end."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import prepare, run, start, write

# Another process asks, as this one may not open sockets.
ASK = """
import sys, urllib.request
address, post = sys.argv[1:]
origin = "/".join(address.split("/")[:3])
request = urllib.request.Request(address + "judge", post.encode(), {"Origin": origin})
print(urllib.request.urlopen(request, timeout=60).read().decode())
print(urllib.request.urlopen(address, timeout=60).read().decode())
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch)


@pytest.fixture
def served() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    # A shell that runs the tests in the background has its children ignore interrupts.
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    process = start(["serve", "--no-open"], prefix=heed)
    assert process.stderr is not None
    first = process.stderr.readline().decode()
    assert process.stderr.readline() == b"Ctrl-C ends it.\n"
    yield process, first.removeprefix("jdlint: ").strip()
    process.kill()
    process.communicate()


def test_it_serves_this_machine_until_it_is_interrupted(served: tuple[subprocess.Popen[bytes], str]) -> None:
    process, address = served
    assert address.startswith("http://127.0.0.1:")
    assert len(address.split("/")[3]) >= 43
    post = "# Data engineer\n\nJoin our fast-paced team.\n"
    asked = subprocess.run([sys.executable, "-c", ASK, address, post], capture_output=True, text=True, check=True)
    assert '"rule": "cliche-fast-paced"' in asked.stdout
    assert "<textarea" in asked.stdout
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 0
    assert (stdout, stderr) == (b"", b"\n")


def test_it_opens_the_page_in_the_browser(folder: Path) -> None:
    process = start(["serve"], "import webbrowser, pathlib; webbrowser.open = pathlib.Path('opened').write_text;")
    assert process.stderr is not None
    address = process.stderr.readline().decode().removeprefix("jdlint: ").strip()
    while not (Path("opened").exists() and Path("opened").read_text()):
        assert process.poll() is None
    process.kill()
    process.communicate()
    assert Path("opened").read_text() == address


def test_a_port_that_is_taken_is_told(served: tuple[subprocess.Popen[bytes], str]) -> None:
    _, address = served
    port = address.split(":")[2].split("/")[0]
    other = start(["serve", "--no-open", "--port", port])
    _, stderr = other.communicate(timeout=60)
    assert other.returncode == 2
    assert f"port {port} cannot be used" in stderr.decode()
    assert "= hint: name another with --port" in stderr.decode()


def test_a_file_that_cannot_be_read_is_told_at_once() -> None:
    result = run("serve", "--no-open", "none.md")
    assert result.exit_code == 2
    assert result.stderr == "none.md: error: cannot be read: No such file or directory\n"


def test_a_folder_is_no_post_to_open() -> None:
    Path("posts").mkdir()
    result = run("serve", "--no-open", "posts")
    assert result.exit_code == 2
    assert result.stderr == "posts: error: is a folder, not a file\n"


def test_settings_that_cannot_be_used_are_told_at_once() -> None:
    write(".jdlint.yaml", "selekt: [ALL]\n")
    result = run("serve", "--no-open")
    assert result.exit_code == 2
    assert ".jdlint.yaml:1:1: error:" in result.stderr


@pytest.mark.parametrize("library", ["starlette", "uvicorn"])
def test_what_is_missing_is_named_with_the_way_to_install_it(library: str) -> None:
    process = start(["serve", "--no-open"], f"import sys; sys.modules['{library}'] = None;")
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 2
    told = f'jdlint: error: the page needs the package {library}\n  = hint: pip install "jdlint[serve]"\n'
    assert stderr.decode() == told


def test_checking_posts_loads_nothing_of_the_page() -> None:
    code = "import sys, jdlint.commands.check; print([m for m in sys.modules if m.startswith(('jdlint.web', 'starlette', 'uvicorn', 'webbrowser'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
