from __future__ import annotations

import pytest
from kinds import judge

from jdlint.checks.fit import FitCheck

KEYS = """\
check: misfit
uses:
  - name: bread
    said: [~loaf, bread]
    unfit: [litres]
    fitting: [grams]
    without: [soup]
    suggest: grams
parts: [responsibilities]
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Report the bread in litres", ["litres"]),
        ("Report the bread in grams and litres", []),
        ("Report the bread and soup in litres", []),
        ("Report the milk in litres", []),
        ("Report the bread, but not litres", []),
        ("Report the bread in `litres`", []),
    ],
)
def test_measures(text: str, found: list[str]) -> None:
    assert list(judge(FitCheck(), KEYS, f"# Baker\n\n## Responsibilities\n\n- {text}\n").texts) == found


def test_the_finding_says_what_fits() -> None:
    said = judge(FitCheck(), KEYS, "# Baker\n\n## Responsibilities\n\n- Report the bread in litres\n")

    assert said.values == ({"names": "bread", "replacement": "grams"},)


def test_other_parts_are_not_read() -> None:
    assert not judge(FitCheck(), KEYS, "# Baker\n\n## Benefits\n\n- Bread in litres\n").texts


MISSING = KEYS.replace("misfit", "missing").replace("    unfit: [litres]\n", "") + "measures: [grams, litres]\n"


def test_a_use_without_any_measure_is_marked_once() -> None:
    said = judge(FitCheck(), MISSING, "# Baker\n\n## Responsibilities\n\n- Bake bread\n- Sell bread\n")

    assert said.texts == ("bread",)
    assert said.values == ({"names": "bread", "replacement": "grams"},)


def test_a_measure_anywhere_is_the_evidence() -> None:
    said = judge(FitCheck(), MISSING, "# Baker\n\nWe count litres.\n\n## Responsibilities\n\n- Bake bread\n")

    assert not said.texts
    assert len(said.judgement.evidence) == 1
