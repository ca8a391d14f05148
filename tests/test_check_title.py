from __future__ import annotations

import pytest
from kinds import judge

from jdlint.checks.title import TitleCheck


@pytest.mark.parametrize(
    ("check", "title", "found"),
    [
        ("length\nmax-characters: 5", "Baker", []),
        ("length\nmax-characters: 4", "Baker", ["Baker"]),
        ("shouting", "HEAD BAKER", ["HEAD BAKER"]),
        ("shouting", "BAKER", []),
        ("shouting", "Head BAKER", []),
        ("shouting", "AI QA SRE", []),
        ("shouting", "Head Baker!!", ["!!"]),
        ("code", "Head Baker (Job ID: 2231)", ["(Job ID: 2231)"]),
        ("code", "Head Baker - JR00123", ["JR00123"]),
        ("code", "Head Baker #4471", ["#4471"]),
        ("code", "Head Baker 2024-0173", ["2024-0173"]),
        ("code", "Head Baker (12345)", ["(12345)"]),
        ("code", "Head Baker, Summer 2024", []),
        ("code", "Baker II, L5", []),
        ("code", "Job Shop Baker", []),
        ("code", "Identity Baker 24/7", []),
    ],
)
def test_titles(check: str, title: str, found: list[str]) -> None:
    assert list(judge(TitleCheck(), f"check: {check}", f"# {title}\n\nYou bake.\n").texts) == found


def test_a_title_in_the_front_matter_is_marked_there() -> None:
    post = '---\ntitle: "HEAD BAKER"\n---\n\nYou bake.\n'

    assert judge(TitleCheck(), "check: shouting", post).texts == ("HEAD BAKER",)


def test_without_a_title_nothing_is_judged() -> None:
    said = judge(TitleCheck(), "check: shouting", "You bake.\n")

    assert said.judgement.not_evaluated == "the post has no title"
