"""A small report with everything in it: findings of each severity, a fix, an error, and text that is hard to count."""

from __future__ import annotations

from fake_linter import RULES, lint_source, load_linter

from jdlint.errors import InputError
from jdlint.finding import Severity
from jdlint.linted import LintedPost
from jdlint.post.source import make_source
from jdlint.runner import Report

# A tab, two CJK characters, an emoji outside of the basic plane, and a letter with a combining mark.
HARD = "# Data ninja 🎉\n\n日本\t🎉 Be a cafe\u0301 rockstar. We stop fraud.\n"
ROCKSTAR = "rockstar"


def example_report() -> Report:
    """One post, judged by two rules, and one that cannot be read."""
    rules = RULES[:2]
    linter, _ = load_linter()
    source = make_source(HARD, "posts/data engineer.md")
    errors = (
        InputError(
            "not UTF-8: byte 0xff at offset 2", path="posts/old.md", line=1, column=3, hint="save the file as UTF-8"
        ),
    )
    return Report((LintedPost(source, lint_source(linter, source, rules)),), errors, (), Severity.ERROR, rules)
