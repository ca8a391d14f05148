from __future__ import annotations

import pytest
from kinds import judge

from jdlint.checks.paragraph import ParagraphCheck

LONG_LINE = "The baker kneads the dough with both hands until it is smooth enough."


@pytest.mark.parametrize(
    ("post", "texts"),
    [
        ("# Baker\n\nYou knead. You bake. You sell.\n", ["You knead."]),
        ("# Baker\n\nYou knead. You bake.\n\nYou sell.\n", []),
        ("# Baker\n\n- You knead. You bake. You sell.\n", []),
        ("# Baker\n\nYou knead.\nYou bake.\nYou sell.\n", []),
        (f"# Baker\n\n{LONG_LINE}\nYou sell.\n", [LONG_LINE]),
        (f"# Baker\n\n{LONG_LINE} <!-- a note -->\nYou sell.\n", [LONG_LINE]),
        ("# Baker\n\nYou knead. <!-- a note of more than fifty characters in a line -->\nYou bake. You sell.\n", []),
    ],
)
def test_a_paragraph_ends_at_a_blank_line_or_where_a_line_was_cut_on_purpose(post: str, texts: list[str]) -> None:
    assert list(judge(ParagraphCheck(), "max-words: 5", post).texts) == texts


def test_words_are_counted() -> None:
    said = judge(ParagraphCheck(), "max-words: 5", "# Baker\n\nYou knead. You bake. You sell.\n")

    assert said.values == ({"count": "6", "limit": "5"},)


def test_parts_can_be_left_out() -> None:
    post = "# Baker\n\n## Benefits\n\nYou knead. You bake. You sell.\n"

    assert not judge(ParagraphCheck(), "max-words: 5\nnot-parts: [benefits]", post).texts
