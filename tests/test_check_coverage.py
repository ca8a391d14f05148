from __future__ import annotations

import pytest
from kinds import judge

from jdlint.checks.coverage import CoverageCheck
from jdlint.errors import RuleError

BREAD = {"bread": {"the-dough": ["~knead"], "the-oven": ["~bake", "oven"], "the-shop": ["~sell"]}}
POST = "# Baker\n\n## Responsibilities\n\n- Knead the rye\n- Bake it in `oven`\n"


def test_what_is_left_out_is_named() -> None:
    said = judge(CoverageCheck(), "of: bread\nmin: 3", POST, BREAD)

    assert said.texts == ("Baker",)
    assert said.values == ({"count": "2", "limit": "3", "names": "the shop"},)


def test_enough_is_enough() -> None:
    said = judge(CoverageCheck(), "of: bread\nmin: 2", POST, BREAD)

    assert not said.texts
    assert len(said.judgement.evidence) == 2


def test_code_does_not_count() -> None:
    said = judge(CoverageCheck(), "of: bread\nmin: 1", "# Baker\n\nTake the `oven`.\n", BREAD)

    assert said.values[0]["count"] == "0"


def test_only_its_parts_are_read_and_a_missing_one_is_no_pass() -> None:
    keys = "of: bread\nmin: 1\nparts: [responsibilities]"

    assert judge(CoverageCheck(), keys, "# Baker\n\n## Benefits\n\n- Bake\n", BREAD).judgement.not_evaluated
    keys = "of: bread\nmin: 1\nparts: [benefits, responsibilities]\nneeds-parts: [responsibilities]"
    assert judge(CoverageCheck(), keys, "# Baker\n\n## Benefits\n\n- Bake\n", BREAD).judgement.not_evaluated


def test_a_family_can_be_asked_for_less() -> None:
    post = "# Research Scientist\n\n## Responsibilities\n\n- Think\n"
    keys = "of: lifecycle-stages\nmin: 3"

    assert judge(CoverageCheck(), keys, post).texts == ("Research Scientist",)
    assert not judge(CoverageCheck(), keys + "\nmin-by-family: {research: 0}", post).texts


def test_the_vocabulary_needs_groups() -> None:
    with pytest.raises(RuleError, match="has no groups"):
        judge(CoverageCheck(), "of: bread\nmin: 1", POST, {"bread": {"": ["rye"]}})


def test_too_many_are_named() -> None:
    said = judge(CoverageCheck(), "of: bread\nmax: 1", "# Baker\n\n- Knead the rye\n- Bake it\n", BREAD)

    assert said.texts == ("Baker",)
    assert said.values == ({"count": "2", "limit": "3", "names": "the dough, the oven"},)


def test_a_group_may_need_several_sentences() -> None:
    post = "# Baker\n\n- Knead the rye\n- Bake it\n- Bake more\n"

    assert not judge(CoverageCheck(), "of: bread\nmax: 1\nmin-sentences: 2", post, BREAD).texts
    assert judge(CoverageCheck(), "of: bread\nmax: 0\nmin-sentences: 2", post, BREAD).values[0]["names"] == "the oven"


def test_only_posts_that_say_the_condition_are_asked() -> None:
    keys = "of: bread\nmin: 2\nwhen: [rye]\nunless: [alone]"

    assert judge(CoverageCheck(), keys, "# Baker\n\n- Bake rye\n", BREAD).texts == ("rye",)
    assert not judge(CoverageCheck(), keys, "# Baker\n\n- Bake oats\n", BREAD).texts
    assert not judge(CoverageCheck(), keys, "# Baker\n\n- Bake rye alone\n", BREAD).texts


def test_a_bound_is_needed() -> None:
    with pytest.raises(RuleError, match="'min' or 'max' is missing"):
        judge(CoverageCheck(), "of: bread", POST, BREAD)


def test_a_sentence_may_have_to_speak_of_one_group_alone() -> None:
    post = "# Baker\n\n- Knead and bake\n- Sell it\n- Sell it\n"

    assert not judge(CoverageCheck(), "of: bread\nmax: 1\nalone: true", post, BREAD).texts
    assert judge(CoverageCheck(), "of: bread\nmax: 1", post, BREAD).values[0]["count"] == "3"
    assert not judge(CoverageCheck(), "of: bread\nmax: 0\nmin-sentences: 2", post, BREAD).texts
