"""``jdlint report`` as it is called: what is in the page, what it takes, and how it ends."""

from __future__ import annotations

import json
import re
from html import unescape
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from command import ROOT, prepare, run, write

import jdlint.web.report.report_page
from jdlint.web.report.collecting import short_keys

GOOD = (ROOT / "examples" / "good-ml-engineering.md").read_text(encoding="utf-8")
BAD = (ROOT / "examples" / "bad-usual-template.md").read_text(encoding="utf-8")
NASTY = """---
title: '<script>alert("title")</script> "quoted" & Engineer'
company: </script><img src=x onerror=alert(1)>
---

# <script>alert(1)</script> Engineer

## Responsibilities

- Solve business problems with <img src=x onerror="alert(2)"> and [click](javascript:alert(3)) ]]> --> </template>
- Build [data](data:text/html,x) things "x' onclick=alert(4)

## Requirements

- Python, SQL, Java
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    work = prepare(tmp_path, monkeypatch, real_rules=True)
    write("posts/good.md", GOOD)
    write("posts/bad.md", BAD)
    return work


def page(*args: str, stdin: bytes | None = None, code: int = 0) -> str:
    result = run("report", "--today", "2026-03-01", *args, stdin=stdin)
    assert result.exit_code == code, result.output
    return result.stdout


def text_of(markup: str) -> str:
    """What a reader sees of markup, on one line."""
    markup = re.sub(r"<(script|style)[ >].*?</\1>", "", markup, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def stored(markup: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="jdlint-data">(.*?)</script>', markup)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def row(markup: str, name: str) -> str:
    rows: list[str] = re.findall(r"<tr data-post=.*?</tr>", markup)
    return next(found for found in rows if name in found)


def test_the_table_has_all_levels_and_the_way_to_what_shows_them() -> None:
    made = page("posts")
    bad = row(made, "posts/bad.md")
    assert text_of(bad).startswith("Machine Learning Engineer posts/bad.md ml-engineering concrete generic generic ")
    assert "4/8 4/14 4 warnings" in text_of(bad)
    for address in re.findall(r'href="?#([\w-]+)', made):
        assert re.search(rf'id="?{address}[" >]', made), address


def test_a_cell_leads_to_the_sentence_or_the_question() -> None:
    made = page("posts/bad.md")
    number = stored(made)["criteria"].index("business-problem") + 1
    found = re.search(rf"<li class=level id=p\w{{5}}c{number} .*?</li>", made)
    assert found
    assert "Business problem generic line 11 “" not in found[0]
    assert "In this exciting position you will use machine learning to solve business problems" in text_of(found[0])
    assert "Which decision, product or process gets better because of this work, and for whom?" in text_of(found[0])


def test_the_post_is_there_with_its_findings_marked_and_explained() -> None:
    made = page("posts/bad.md")
    assert re.search(r"<mark id=p\w{5}f\d+ data-severity=warning>Competitive salary</mark>", made)
    assert "<li>Great working atmosphere</li>" in made
    notes = made[made.index("class=notes") :]
    assert "'other tasks as assigned' says that the list of duties is not meant" in text_of(notes)


def test_stages_facts_and_what_was_not_evaluated_are_told() -> None:
    made = text_of(page("posts/bad.md"))
    assert "Stages of a model’s life: 4 of 14" in made
    assert "Lists that only name tools: lines 30–36, 41–43." in made
    write("x.md", "# A list\n\n- milk\n- bread\n")
    assert "Not judged: the file is no job post." in text_of(page("x.md"))
    write("y.md", (ROOT / "examples" / "bad-no-headings.md").read_text(encoding="utf-8"))
    assert re.search(
        r"Not evaluated: \d+ many-jobs-in-one : the post has no part 'responsibilities'", text_of(page("y.md"))
    )


def test_nothing_of_a_post_can_become_markup() -> None:
    write('posts/<img src=x onerror=alert(5)>"&.md', NASTY)
    made = page("posts")
    body = re.sub(r"<(script|style)[ >].*?</\1>", "", made, flags=re.DOTALL)
    assert made.count("<script") == 3
    assert "<img" not in body
    assert not re.search(r"<[^>]*\son\w+=", re.sub(r'"[^"]*"', "", body))
    assert "href=javascript" not in body.replace('"', "")
    assert "alert(3)" in text_of(body)
    assert "<script>alert(1)</script> Engineer" in text_of(re.sub(r"</?span[^>]*>", "", body))
    assert len(stored(made)["posts"]) == 3


def test_posts_of_odd_characters_are_shown() -> None:
    Path("odd.md").write_bytes(b"\xef\xbb\xbf# Data Engineer \x00\x1b[31m \xe2\x80\xae\r\n\r\n- a\rb\n")
    assert "� [31m �".replace(" ", "") in text_of(page("odd.md")).replace(" ", "")


def test_the_page_is_written_whole_and_the_rest_is_said_aside() -> None:
    result = run("report", "posts", "-o", "report.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"report.html: written, with 2 posts, {Path('report.html').stat().st_size / 1e6:.1f} MB\n"
    assert run("report", "posts", "-o", "report.html", "-q").output == ""
    assert sorted(path.name for path in Path().iterdir()) == ["posts", "report.html"]


def test_the_same_posts_give_the_same_page() -> None:
    assert page("posts") == page("posts")
    assert page("posts", "--jobs", "2") == page("posts")


def test_what_cannot_be_read_is_named_in_the_page_and_aside() -> None:
    Path("posts/broken.md").write_bytes(b"# x\n\xff\n")
    result = run("report", "posts", "nowhere.md", "-o", "report.html")
    assert result.exit_code == 2
    assert "posts/broken.md:2:1: error: not UTF-8" in result.stderr
    made = text_of(Path("report.html").read_text(encoding="utf-8"))
    assert "Could not be read" in made
    assert "posts/broken.md:2:1 not UTF-8: byte 0xff at offset 4 (save the file as UTF-8)" in made
    assert "nowhere.md there is no such file or folder" in made
    assert "What these 2 job posts say" in made


def test_without_a_post_it_says_so() -> None:
    Path("empty").mkdir()
    assert "No job post was read" in page("empty")


def test_it_takes_the_options_of_check() -> None:
    made = page("posts/bad.md", "--select", "other-duties")
    assert [finding[0] for finding in stored(made)["posts"][0][8]] == [0]
    assert stored(made)["rules"] == ["other-duties"]
    assert stored(page("posts", "--exclude", "bad.md"))["posts"][0][1] == "posts/good.md"
    assert stored(page("posts/bad.md", "--family", "research"))["posts"][0][3] == "research"
    assert stored(page("-", "--stdin-filename", "new.md", stdin=BAD.encode()))["posts"][0][1] == "new.md"
    assert run("report", "posts", "--select", "no-such-rule").exit_code == 2
    assert run("report", "posts", "--family", "no-such-family").exit_code == 2


def test_suppressions_and_the_baseline_hold() -> None:
    run("check", "posts", "--baseline", "known.json", "--write-baseline")
    made = page("posts", "--baseline", "known.json")
    assert stored(made)["rules"] == []
    assert "without the findings of the baseline" in text_of(made)
    assert "Left out as in the baseline" in text_of(made)
    write("quiet.md", BAD.replace("# Machine", "<!-- jdlint-disable-file other-duties -- agreed -->\n\n# Machine"))
    assert "other-duties" not in stored(page("quiet.md"))["rules"]
    assert "other-duties" in stored(page("quiet.md", "--no-suppressions"))["rules"]


def test_a_post_is_never_overwritten() -> None:
    result = run("report", "posts", "-o", "posts/bad.md")
    assert result.exit_code == 2
    assert "would overwrite a post" in result.stderr
    assert Path("posts/bad.md").read_text(encoding="utf-8") == BAD


def test_a_terminal_gets_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("jdlint.commands.report.sys", SimpleNamespace(stdout=terminal))
    result = run("report", "posts")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "name a file, such as '-o report.html'" in result.stderr


def test_what_changed_since_an_earlier_report_is_told() -> None:
    write("posts/old.md", GOOD)
    run("report", "posts", "-o", "old.html", "--today", "2026-02-01")
    Path("posts/old.md").unlink()
    write("posts/new.md", GOOD)
    write("posts/good.md", BAD.replace("other tasks as assigned", "what the team decides"))
    made = page("posts", "--compare", "old.html")
    told = text_of(made[made.index("id=changes") :])
    assert told.startswith(
        "id=changes aria-labelledby=changes-heading> What changed since 1 February 2026 1 post changed; 1 new; 1 gone; "
    )
    assert "▼ Business problem: concrete to generic" in told
    assert "pay-competitive “Competitive salary”" in told
    assert "No longer stated: seniority, pay" in told
    assert "No longer here posts/old.md" in told
    assert "▼8 down" in text_of(row(made, "posts/good.md"))
    assert " new " in text_of(row(made, "posts/new.md"))


def test_findings_that_moved_are_not_new() -> None:
    run("report", "posts", "-o", "old.html", "--today", "2026-03-01")
    write("posts/bad.md", BAD.replace("## Job Summary", "\n\n## Job Summary"))
    assert "0 posts changed; 0 new; 0 gone; 0 levels up; 0 down; 0 findings new; 0 gone." in text_of(
        page("posts", "--compare", "old.html")
    )


def test_scorecards_can_be_compared_with_but_for_findings() -> None:
    write("posts/old.md", GOOD)
    run("scorecard", "posts", "--output-format", "json", "-o", "old.json")
    write("posts/good.md", BAD)
    Path("posts/old.md").unlink()
    told = text_of(page("posts", "--compare", "old.json"))
    assert "No longer here posts/old.md" in told
    assert told.count("posts/old.md") == 1
    assert "Business problem: concrete to generic" in told
    assert "findings cannot be compared" in told


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1]",
        b"<html>",
        b"\xff",
        b'{"report": 2, "posts": []}',
        b'{"posts": [{"path": 1, "x": {"level": 7}}]}',
        b"[" * 9000,
    ],
)
def test_what_is_no_report_cannot_be_compared_with(content: bytes) -> None:
    Path("old.json").write_bytes(content)
    result = run("report", "posts", "--compare", "old.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("old.json: error: --compare: is no report of jdlint\n")


def test_an_earlier_report_that_is_missing_is_an_error() -> None:
    result = run("report", "posts", "--compare", "nowhere.json")
    assert result.exit_code == 2
    assert "nowhere.json: error: --compare: cannot be read: No such file or directory" in result.stderr


def test_a_large_report_packs_what_stands_beside_the_posts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = page("posts")
    monkeypatch.setattr(jdlint.web.report.report_page, "PACKED_FROM", 1)
    packed = page("posts")
    assert "class=notes" in whole
    assert "class=notes" not in packed
    assert "<mark id=" in packed
    assert 'type="application/octet-stream"' in packed
    assert stored(packed) == stored(whole)


def test_a_large_report_takes_less_than_ten_kilobytes_a_post(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import invented_posts  # noqa: PLC0415 - found only now

    monkeypatch.setattr(jdlint.web.report.report_page, "PACKED_FROM", 1)
    invented_posts.write_posts(Path("many"), 16)
    few = len(page("many", *(f"--exclude={number:05}.md" for number in range(8, 16))))
    assert len(page("many")) - few < 8 * 10_000


def test_kept_results_give_the_same_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JDLINT_NO_CACHE", raising=False)
    for number in range(8):
        write(f"many/{number}.md", (BAD if number % 2 else GOOD).replace("Manchester", f"Town {number}"))
    args = ("many", "--cache-dir", str(tmp_path / "cache"))
    first = page(*args)
    assert page(*args) == first
    run("check", "many", "--baseline", "known.json", "--write-baseline")
    assert stored(page(*args, "--baseline", "known.json"))["rules"] == []


def test_keys_are_short_and_never_the_same() -> None:
    keys = short_keys([f"{number}.md" for number in range(5000)] + ["0.md"])
    assert len(keys) == 5000
    assert len(set(keys.values())) == 5000
    assert sorted({len(key) for key in keys.values()}) == [6, 7]
    assert short_keys(["0.md"])["0.md"] == keys["0.md"]
