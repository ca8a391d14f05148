from __future__ import annotations

import pytest

from jdlint.checks.money import find_sums
from jdlint.phrases.tokens import fold


def sums(text: str) -> list[tuple[str, float, float | None, str | None]]:
    return [(text[s.start : s.end], s.low, s.high, s.currency) for s in find_sums(fold(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("£41,000", ("£41,000", 41000, None, "GBP")),
        ("USD 120,000 – 150,000 a year", ("USD 120,000 – 150,000", 120000, 150000, "USD")),
        ("$120k-150k", ("$120k-150k", 120000, 150000, "$")),
        ("42-48k EUR", ("42-48k EUR", 42000, 48000, "EUR")),
        ("100-120 k€", ("100-120 k€", 100000, 120000, "EUR")),
        ("42.000 € to 48.000 €", ("42.000 € to 48.000 €", 42000, 48000, "EUR")),
        ("CHF 100'000", ("CHF 100'000", 100000, None, "CHF")),
        ("$58.50/hour to $72.10/hour", ("$58.50/hour to $72.10", 58.5, 72.1, "$")),
        ("12-18 LPA", ("12-18 LPA", 1200000, 1800000, "INR")),
        ("INR 12,00,000", ("INR 12,00,000", 1200000, None, "INR")),
        ("US Dollar (USD) 179,500", ("USD) 179,500", 179500, None, "USD")),
        ("70,000\n€", ("70,000\n€", 70000, None, "EUR")),
        ("70,000\t$", ("70,000\t$", 70000, None, "$")),
        ("between 90,000 and 110,000", ("90,000 and 110,000", 90000, 110000, None)),
        ("$110 - $120,000", ("$110 - $120,000", 110000, 120000, "$")),
    ],
)
def test_a_sum_is_read(text: str, found: tuple[str, float, float | None, str | None]) -> None:
    assert sums(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "$1.5 million",
        "raised $12M",
        "401(k)",
        "401k match",
        "5-7 years",
        "20%",
        "since 2019",
        "40 hours",
        "$3bn",
        "v2x",
    ],
)
def test_not_every_number_is_a_sum(text: str) -> None:
    assert sums(text) == []
