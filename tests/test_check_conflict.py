from __future__ import annotations

import pytest
from kinds import judge

from jdlint.checks.conflict import ConflictCheck
from jdlint.errors import RuleError

KEYS = "pairs:\n  - one: [no flour]\n    other: [bread]\nunless: [gluten free]"


def texts(body: str, keys: str = KEYS) -> tuple[str, ...]:
    return judge(ConflictCheck(), keys, f"# Baker\n\n{body}\n").texts


def test_the_second_thing_is_marked_and_the_first_is_named() -> None:
    said = judge(ConflictCheck(), KEYS, "# Baker\n\n- You bake bread\n- We have no\n  flour\n")

    assert said.texts == ("bread",)
    assert said.values[0]["names"] == "no flour"


def test_one_of_them_is_no_conflict() -> None:
    assert not texts("- You bake bread")
    assert not texts("- We have no flour")


def test_a_sentence_with_both_states_a_choice() -> None:
    assert not texts("- You bake bread where there is no flour")
    assert texts("- You bake bread where there is no flour\n- Bake bread\n- There is no flour") == ("bread",)


def test_a_post_may_explain_itself() -> None:
    assert not texts("- You bake bread\n- We have no flour\n- All is gluten-free")


def test_headings_count_and_front_matter_does_not() -> None:
    assert texts("- We have no flour\n\n## Bread\n\n- Bake it") == ("Bread",)
    assert not judge(ConflictCheck(), KEYS, "---\nkind: bread\n---\n\n# Baker\n\n- We have no flour\n").texts


def test_the_title_counts_only_for_patterns_that_name_it() -> None:
    post = "# Bread Baker\n\n- We have no flour\n"
    titled = KEYS.replace("[bread]", "[{phrases: bread, parts: [title]}]")

    assert not judge(ConflictCheck(), KEYS, post).texts
    assert judge(ConflictCheck(), titled, post).texts == ("Bread",)


def test_each_pair_has_a_finding_of_its_own() -> None:
    keys = KEYS + "\n"
    keys = keys.replace("unless", "  - one: [night]\n    other: [noon]\nunless")

    assert texts("- You bake bread at noon\n- There is no flour\n- Work at night", keys) == ("bread", "noon")


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("pairs: []", "the list is empty"),
        ("pairs: [{one: [bread]}]", "'other' is missing"),
        ("pairs: [{one: [bread], other: [flour], more: [x]}]", "more"),
    ],
)
def test_a_pair_has_two_sides(keys: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        judge(ConflictCheck(), keys, "# Baker\n")
