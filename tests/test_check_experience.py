from __future__ import annotations

import pytest
from kinds import judge

from jdlint.checks.experience import ExperienceCheck
from jdlint.checks.years import find_years
from jdlint.errors import RuleError

OVENS = {"ovens": {"2020-01": ["Hotbox", "hot box"], "2024-06": ["Warmer"]}}
TOOLS = "check: tool-age\nreleased: ovens\ngrace-months: 6\nglue: [of, with, experience, in, at, least, hands, on]"
CHECK = ExperienceCheck()


def found(text: str, keys: str = TOOLS) -> list[str]:
    return list(judge(CHECK, keys, f"# Baker\n\n## Requirements\n\n- {text}\n", OVENS).texts)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("7 years of Hotbox", ["7 years of Hotbox"]),
        ("6 years of Hotbox", []),
        ("7+ years' hands-on experience with Hotbox", ["7+ years' hands-on experience with Hotbox"]),
        ("Hotbox: 7 years", ["Hotbox: 7 years"]),
        ("Hotbox (at least seven years)", ["Hotbox (at least seven years"]),
        ("7-9 years of Hotbox", ["7-9 years of Hotbox"]),
        ("5-9 years of Hotbox", []),
        ("3 years of Warmer", ["3 years of Warmer"]),
        ("50 years in business. Hotbox", []),
        ("50 years of bread and Hotbox", []),
        ("9 years of Hotbox or another oven", []),
        ("9 years of Hotbox, Warmer", []),
        ("Rye, Hotbox (9 years)", []),
        ("Hotbox, 9 years of baking", []),
        ("Hotbox 9 years of experience in baking", []),
        ("19 years. Hotbox", []),
    ],
)
def test_a_number_of_years_is_bound_to_a_tool(text: str, marked: list[str]) -> None:
    assert found(text) == marked


def test_the_finding_tells_the_day_and_the_age() -> None:
    said = judge(CHECK, TOOLS, "# Baker\n\n- 9 years of Hotbox\n", OVENS)

    assert said.values == ({"count": "9", "limit": "6", "names": "2020-01", "replacement": "2026-01-15"},)


@pytest.mark.parametrize(("key", "day", "count"), [("datePosted", "2030-02-01", 0), ("date", "2021-01-01", 1)])
def test_the_day_of_the_post_goes_before_today(key: str, day: str, count: int) -> None:
    post = f"---\n{key}: {day}\n---\n\n# Baker\n\n- 7 years of Hotbox\n"

    assert len(judge(CHECK, TOOLS, post, OVENS).texts) == count


def test_sentences_can_be_left_out() -> None:
    assert found("A firm with 9 years of Hotbox", TOOLS + "\nwithout: [firm]") == []
    assert found("9 years of Hotbox", TOOLS + "\nparts: [benefits]") == []


def test_groups_are_months() -> None:
    with pytest.raises(RuleError, match="is no month"):
        judge(CHECK, TOOLS, "# Baker\n", {"ovens": {"2020": ["Hotbox"]}})


BANDS = "check: title\nbands:\n  - {titles: [junior], max-years: 2}\n  - {titles: [master baker], min-years: 5}"


@pytest.mark.parametrize(
    ("title", "text", "marked"),
    [
        ("Junior Baker", "- 3 years of rye", ["3 years"]),
        ("Junior Baker", "- 2-4 years of rye", []),
        ("Junior Baker", "- 5 years of rye, or 1 year of oats", []),
        ("Master Baker", "- 1 year of rye\n- 4 years of oats", ["4 years"]),
        ("Master Baker", "- 1 year of rye\n- 6 years of oats", []),
        ("Master Baker", "- 1-5 years of rye", []),
        ("Baker", "- 9 years of rye", []),
        ("Baker", "- A junior baker has 9 years of rye", []),
        ("Junior Baker", "- Patience", []),
    ],
)
def test_years_go_with_the_title(title: str, text: str, marked: list[str]) -> None:
    assert list(judge(CHECK, BANDS, f"# {title}\n\n## Requirements\n\n{text}\n").texts) == marked


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("5+ years", 5, None),
        ("five (5) or more years", 5, None),
        ("3-5 years", 3, 5),
        ("3 to 5 yrs", 3, 5),
        ("two or three years", 2, 3),
        ("10 + years'", 10, None),
        ("1-year", 1, None),
    ],
)
def test_numbers_of_years(text: str, least: int, most: int | None) -> None:
    (years,) = find_years(text)

    assert (years.least, years.most) == (least, most)


@pytest.mark.parametrize("text", ["2019 years", "$5 years", "1.5 years", "v3 years", "many years"])
def test_what_is_no_number_of_years(text: str) -> None:
    assert list(find_years(text)) == []
