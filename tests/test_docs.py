from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import check_docs
from jdlint.phrases.book import PhraseBook
from jdlint.phrases.tokens import tokenize

RULE = """\
id: no-hero
title: Say who is wanted
kind: phrase
severity: warning
message: "'{match}' says nothing about the work"
why: Readers skip it.
phrases: [hero]
examples:
  good: [You mend the pipeline of returns.]
  bad: [We want a ⟦hero⟧.]
"""


def check(tmp_path: Path, text: str) -> list[str]:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    return [problem.removeprefix(f"{page}:") for problem in check_docs.check_page(page)]


def fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}```\n"


@pytest.mark.parametrize("path", check_docs.documentation(), ids=lambda path: path.name)
def test_the_documentation_agrees_with_the_tool(path: Path) -> None:
    assert check_docs.check_page(path) == []


def phrase_table() -> Iterator[tuple[str, str]]:
    """Each phrase of the table in the guide with each text that it is said to find."""
    for line in (check_docs.ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.replace(r"\|", "\0").strip("|").split("|")]
        if len(cells) == 4 and cells[2].startswith("`"):
            phrase = cells[2].strip("`").replace("\0", "|")
            yield from ((phrase, text) for text in re.split(r", (?=\D|\d+k)", cells[3]) if text)


@pytest.mark.parametrize(("phrase", "text"), list(phrase_table()))
def test_a_phrase_finds_what_the_guide_says(phrase: str, text: str) -> None:
    book = PhraseBook({})
    number = book.add(phrase)

    assert (0, len(text)) in book.scan(tokenize(text))[number]


def test_links_must_lead_somewhere(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# One thing\n")
    good = "# Top of `it`\n\n[a](other.md#one-thing) [b](#top-of-it) [c](https://example.org/x) [d](other.md)\n"

    assert check(tmp_path, good) == []
    assert check(tmp_path, "[a](gone.md)\n") == ["1: the link leads nowhere: gone.md"]
    assert check(tmp_path, "[a](other.md#two)\n") == ["1: no heading for the link: other.md#two"]


def test_commands_must_have_the_options_that_are_shown(tmp_path: Path) -> None:
    shown = "jdlint check --fail-on warning posts/\njdlint rule ownership  # explain it\nmake test\n"

    assert check(tmp_path, fenced("sh", shown)) == []
    assert check(tmp_path, fenced("sh", "jdlint --make-better posts/\n")) == ["2: there is no option --make-better"]
    assert check(tmp_path, fenced("yaml", "jobs:\n  - run: jdlint check --nope\n")) == ["3: there is no option --nope"]
    assert check(tmp_path, "Try `jdlint --fail-on sometimes`.\n") == ["1: --fail-on cannot be 'sometimes'"]
    assert check(tmp_path, "`make coffee`\n") == ["1: make has no target 'coffee'"]


def test_a_session_must_show_what_the_command_says(tmp_path: Path) -> None:
    assert check(tmp_path, fenced("console", "$ jdlint rules --help\nUsage: jdlint rules [OPTIONS]\n...\n")) == []
    (problem,) = check(tmp_path, fenced("console", "$ jdlint rules --help\nUsage: jdlint rules [ODD]\n...\n"))
    assert problem.startswith("2: 'jdlint rules --help' says something else now ")
    assert "\nUsage: jdlint rules [OPTIONS]\n" in problem


def test_an_update_stores_what_the_command_says(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    session = fenced("console", "$ jdlint rules --help\nof old\n")
    page.write_text(f"# Top\n\n{session}\nThe end.\n", encoding="utf-8")

    check_docs.update_sessions(page)

    assert check_docs.check_page(page) == []
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Top\n\n```console\n$ jdlint rules --help\nUsage: jdlint rules [OPTIONS]\n")
    assert text.endswith("\n```\n\nThe end.\n")


def test_a_rule_must_load_and_behave(tmp_path: Path) -> None:
    assert check(tmp_path, fenced("yaml", RULE)) == []
    assert check(tmp_path, fenced("yaml", RULE.replace("phrases:", "phrase:")))
    (problem,) = check(tmp_path, fenced("yaml", RULE.replace("⟦hero⟧", "poet")))
    assert problem.startswith("11: no-hero, an example is ")


def test_a_rule_may_use_a_vocabulary_of_the_same_page(tmp_path: Path) -> None:
    words = "# house-rules/_vocabulary/big-words.yaml\nabout: Big words.\nentries: [hero]\n"
    rule = RULE.replace("phrases: [hero]", 'phrases: ["{big-words}"]')

    assert check(tmp_path, fenced("yaml", words) + fenced("yaml", rule)) == []
    (problem,) = check(tmp_path, fenced("yaml", rule))
    assert "no vocabulary 'big-words'" in problem


def test_settings_must_be_read(tmp_path: Path) -> None:
    assert check(tmp_path, fenced("yaml", "fail-on: warning\n")) == []
    assert check(tmp_path, fenced("toml", '[tool.jdlint]\nfail-on = "warning"\n')) == []
    (problem,) = check(tmp_path, fenced("yaml", "fail-on: maybe\n"))
    assert "maybe" in problem


def test_an_unknown_example_is_marked_as_a_fragment(tmp_path: Path) -> None:
    assert check(tmp_path, fenced("yaml fragment", "phrases: [hero]\n")) == []
    (problem,) = check(tmp_path, fenced("yaml", "phrases: [hero]\n"))
    assert "yaml fragment" in problem
