from __future__ import annotations

from kinds import judge

from jdlint.checks.expects import ExpectsCheck

KEYS = "when: [~bake]\nexpects: [~taste]"


def test_what_is_said_is_marked_where_the_other_thing_is_missing() -> None:
    said = judge(ExpectsCheck(), KEYS, "# Baker\n\n- You bake rye\n- You bake oats\n")

    assert said.texts == ("bake",)
    assert said.values[0]["count"] == "2"


def test_the_other_thing_is_the_evidence() -> None:
    said = judge(ExpectsCheck(), KEYS, "# Baker\n\n- You bake rye\n- You taste it\n")

    assert not said.texts
    assert len(said.judgement.evidence) == 1


def test_a_post_that_does_not_say_the_first_thing_is_not_asked() -> None:
    assert not judge(ExpectsCheck(), KEYS, "# Baker\n\n- You sell rye\n").texts


def test_so_many_sentences_may_be_needed() -> None:
    keys = KEYS + "\nmin-count: 2"

    assert not judge(ExpectsCheck(), keys, "# Baker\n\n- You bake rye\n").texts
    assert judge(ExpectsCheck(), keys, "# Baker\n\n- You bake rye\n- Bake oats\n").texts == ("bake",)


def test_without_a_condition_the_title_is_marked() -> None:
    assert judge(ExpectsCheck(), "expects: [~taste]", "# Baker\n\n- You bake rye\n").texts == ("Baker",)


def test_the_title_counts_only_for_patterns_that_name_it() -> None:
    post = "# Taster\n\n- You bake rye\n"

    assert judge(ExpectsCheck(), "expects: [~taster]", post).texts == ("Taster",)
    assert not judge(ExpectsCheck(), "expects:\n  - phrases: ~taster\n    parts: [title]", post).texts


def test_a_missing_part_is_no_pass() -> None:
    said = judge(ExpectsCheck(), KEYS + "\nneeds-parts: [benefits]", "# Baker\n\n- You bake rye\n")

    assert said.judgement.not_evaluated == "the post has no part 'benefits'"
