"""What is said of a post's pay, with the shipped rules and from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import concise, prepare, write

POST = "# Data Engineer\n\n## Responsibilities\n\n- Load the readings of {count} meters.\n\n## Pay\n\n{pay}\n"
RULES = "pay-and-place"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return prepare(tmp_path, monkeypatch, real_rules=True)


def rules_on(pay: str, *options: str) -> set[str]:
    """The rules on pay that find something in a post."""
    write("a.md", POST.format(count="40,000", pay=pay))
    found = concise("--select", RULES, *options, "a.md").stdout.splitlines()
    rules = {line.split("[")[1].split("]")[0] for line in found}
    return {rule for rule in rules if rule.startswith(("pay-", "salary-"))}


@pytest.mark.parametrize(
    ("pay", "rules"),
    [
        ("The salary is €52,000 to €61,000 a year.", set()),
        ("A competitive salary and a pension.", {"salary-missing", "pay-competitive"}),
        ("A competitive salary of €52,000 to €61,000 a year.", set()),
        ("Up to £1,500 a year for courses, and books.", {"salary-missing"}),
        ("The salary is up to €61,000 a year.", {"pay-open-ended"}),
        ("- Minimum salary: €52,000 a year\n- Maximum salary: €61,000 a year", set()),
        ("Salary: 52,000 to 61,000 a year", {"pay-without-currency"}),
        ("Salary: €52,000 to €61,000", {"pay-without-period"}),
        ("The salary is $58,000 to $152,000 a year.", {"pay-too-wide"}),
        ("The salary is $152,000 to $112,000 a year.", {"pay-range-reversed"}),
    ],
)
def test_pay_is_read_as_a_reader_would(pay: str, rules: set[str]) -> None:
    assert rules_on(pay) == rules


def test_the_limit_of_the_range_can_be_set() -> None:
    write("jdlint.yaml", "options:\n  pay-too-wide: {max-ratio: 3}\n")
    assert rules_on("The salary is $58,000 to $152,000 a year.") == set()


def test_pay_in_the_front_matter_is_stated() -> None:
    write("a.md", "---\nsalary: 52,000 EUR a year\n---\n\n" + POST.format(count=4, pay="A competitive salary."))
    assert "pay-competitive" not in concise("--select", RULES, "a.md").stdout
