"""What the rules of the category front-matter say of a post, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import concise, prepare, write

BODY = "# Data Engineer\n\n## Responsibilities\n\n- Load the readings.\n\n{extra}\n\n## Requirements\n\n- SQL\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch, real_rules=True)


def found(front: str, extra: str = "", *options: str) -> list[str]:
    """The findings of the category, without path and place."""
    write("a.md", (f"---\n{front}\n---\n\n" if front else "") + BODY.format(extra=extra))
    lines = concise("--select", "front-matter", "--today", "2026-07-02", *options, "a.md").stdout.splitlines()
    return [line.split(": ", 1)[1] for line in lines]


def test_a_whole_front_matter_is_good() -> None:
    front = (
        "title: Data Engineer\ndatePosted: 2026-05-01\nvalidThrough: 2026-07-02\nemploymentType: FULL_TIME\n"
        "location: Ghent\nremote: false\nsalary: {min: 52000, max: 61000, currency: EUR, period: YEAR}\n"
        "jurisdictions: [DE]\napplyUrl: https://example.com/12\ndraft: false"
    )
    assert found(front, "**Location:** Ghent\n\nThe salary is €52,000 to €61,000 a year.") == []


def test_no_front_matter_is_no_fault() -> None:
    assert found("") == []


def test_a_schema_of_the_users_own() -> None:
    write(
        "jdlint.yaml",
        "severity: {front-matter-schema: error}\noptions:\n  front-matter-schema:\n    required: [title, apply-url]\n"
        "    types: {weight: number, tags: list, valid-through: date, apply-url: link, hours: mapping, note: text}\n",
    )
    assert (
        found("title: Data Engineer\napplyUrl: https://example.com\nweight: 3\ntags: [a]\nnote: x\nhours: {a: 1}") == []
    )
    wrong = found("weight: heavy\ntags: a\nvalid_through: soon\napply_url: by mail\nhours: 40\nnote: 3")
    assert [line.split("] ")[1] for line in wrong] == [
        "'title' in the front matter is missing.",
        "'weight' in the front matter should be a number.",
        "'tags' in the front matter should be a list.",
        "'valid_through' in the front matter should be a day such as 2026-07-01.",
        "'apply_url' in the front matter should be a link with https://.",
        "'hours' in the front matter should be keys with values.",
        "'note' in the front matter should be text.",
    ]
    assert all(line.startswith("error[front-matter-schema]") for line in wrong)
    assert len(found("")) == 2, "a post without front matter lacks what is required"


def test_a_schema_that_cannot_be_is_an_error() -> None:
    write("jdlint.yaml", "options:\n  front-matter-schema:\n    types: {title: words}\n")
    write("a.md", BODY.format(extra=""))

    result = concise("a.md")

    assert result.exit_code == 2
    assert "jdlint.yaml:3:20: error: title: 'words' is not known" in result.output


@pytest.mark.parametrize(
    ("front", "rule"),
    [
        ("validThrough: 3 July 2026", "front-matter-date"),
        ("validThrough: 2026-02-31 12:00", "front-matter-date"),
        ("date: 20260301", "front-matter-date"),
        ("validThrough: 2026-07-01", "closing-date-past"),
        ("deadline: 2026-07-01T23:59:00Z", "closing-date-past"),
        ("employmentType: Permanent", "employment-type-known"),
        ("employment_type: [FULL_TIME, Hybrid]", "employment-type-known"),
        ("jurisdictions: Colorado", "jurisdiction-unknown"),
        ("draft: soon", "front-matter-schema"),
    ],
)
def test_a_value_that_is_not_as_it_should_be(front: str, rule: str) -> None:
    assert [line.split("]")[0].split("[")[1] for line in found(front)] == [rule]


@pytest.mark.parametrize(
    "front",
    [
        "deadline: open until filled",
        "validThrough: 2026-07-01\nclosed: true",
        "employmentType: Full-time (hybrid)",
        "date:",
    ],
)
def test_what_is_left_alone(front: str) -> None:
    assert found(front) == []


@pytest.mark.parametrize(
    ("salary", "problems"),
    [
        ("{min: 52000, max: 61000, currency: EUR, period: YEAR}", []),
        ("{value: 52000, currency: EUR, period: month}", []),
        ("{currency: EUR, value: {minValue: 20, maxValue: 30, unitText: HOUR}}", []),
        ("52,000 to 61,000 EUR", []),
        ("{min: 61000, max: 52000, currency: EUR, period: YEAR}", ["has a max that is smaller than its min."]),
        ("{min: 52000, currency: EUR, period: YEAR}", ["has no max."]),
        ("{min: low, max: high, currency: EUR, period: YEAR}", ["has no figure: write min and max, or value."]),
        (
            "{min: 1, max: 2, currency: euro, period: fortnight}",
            [
                "has the currency 'euro', which is no code of ISO 4217 such as EUR.",
                "has the period 'fortnight', which is none of HOUR, DAY, WEEK, MONTH, YEAR.",
            ],
        ),
        ("52000", ["has no currency, such as EUR.", "has no period: one of HOUR, DAY, WEEK, MONTH, YEAR."]),
    ],
)
def test_a_salary_for_programs_is_whole(salary: str, problems: list[str]) -> None:
    told = [line.split("'salary' ")[1] for line in found(f"salary: {salary}") if "[salary-object]" in line]
    assert told == problems


@pytest.mark.parametrize(
    ("front", "extra", "rule"),
    [
        ("title: Sales Manager", "", "title-against-front-matter"),
        ("location: Ghent", "**Location:** Lyon", "place-against-front-matter"),
        ("remote: true", "The job is on site.", "remote-against-front-matter"),
        ("remote: false", "The job is fully remote.", "on-site-against-front-matter"),
        ("employmentType: FULL_TIME", "The job is part-time.", "part-time-against-front-matter"),
        ("employmentType: PART_TIME", "The job is full-time.", "full-time-against-front-matter"),
        ("salary: 52,000 EUR a year", "The salary is €71,000 a year.", "pay-against-front-matter"),
    ],
)
def test_front_matter_and_body_should_say_the_same(front: str, extra: str, rule: str) -> None:
    lines = found(front, extra)
    assert [line.split("]")[0].split("[")[1] for line in lines] == [rule]
    key, _, value = front.partition(": ")
    assert value in lines[0] or key in lines[0]
    assert found(front.replace(value, "")) == [] or "title" in front


def test_broken_front_matter_is_said_once_and_not_judged() -> None:
    write("jdlint.yaml", "options: {front-matter-schema: {required: [title]}}\n")
    assert found("title: [") == []
