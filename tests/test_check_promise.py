from __future__ import annotations

import pytest
from kinds import judge

from jdlint.checks.promise import PromiseCheck
from jdlint.errors import RuleError

KEYS = """\
promises:
  - {name: baking, titles: [~baker], expects: [~bake]}
  - {name: selling, titles: [seller], expects: [~sell]}
min-sentences: 2"""


def post(title: str, *duties: str) -> str:
    return f"# {title}\n\n## Responsibilities\n\n" + "".join(f"- {duty}\n" for duty in duties)


def test_the_title_is_marked_where_no_duty_keeps_its_promise() -> None:
    said = judge(PromiseCheck(), KEYS, post("Senior Baker", "Sweep the yard", "Count the bags"))

    assert said.texts == ("Senior Baker",)
    assert said.values == ({"names": "baking", "count": "2"},)


def test_a_duty_that_keeps_it_is_the_evidence() -> None:
    said = judge(PromiseCheck(), KEYS, post("Baker", "Sweep the yard", "Bake rye"))

    assert not said.texts
    assert len(said.judgement.evidence) == 1


def test_of_two_promises_one_that_is_kept_is_enough() -> None:
    assert not judge(PromiseCheck(), KEYS, post("Baker and Seller", "Sell rye", "Sweep the yard")).texts
    said = judge(PromiseCheck(), KEYS, post("Baker and Seller", "Sweep the yard", "Count the bags"))
    assert said.values[0]["names"] == "baking and selling"


def test_a_title_that_promises_nothing_passes() -> None:
    said = judge(PromiseCheck(), KEYS, post("Cleaner", "Sweep the yard", "Count the bags"))

    assert not said.texts
    assert said.judgement.not_evaluated is None


def test_too_few_duties_are_no_pass() -> None:
    assert judge(PromiseCheck(), KEYS, post("Baker", "Sweep the yard")).judgement.not_evaluated
    assert judge(PromiseCheck(), KEYS, "Some flour\n").judgement.not_evaluated


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("promises: []", "the list is empty"),
        ("promises: [{name: baking, titles: [baker]}]", "'expects' is missing"),
        ("promises: [{name: baking, titles: [baker], expects: [~bake], parts: [role]}]", "parts"),
    ],
)
def test_a_promise_says_what_it_expects(keys: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        judge(PromiseCheck(), keys, "# Baker\n")
