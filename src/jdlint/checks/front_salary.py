"""The salary in a post's front matter, as an object: ``{min, max, currency, period}``, or as schema.org nests it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jdlint.checks.money import find_sums
from jdlint.late import expression
from jdlint.phrases.tokens import fold
from jdlint.post.document import plain_key
from jdlint.record import Record

PERIODS = ("HOUR", "DAY", "WEEK", "MONTH", "YEAR")
_LOW = ("min", "minvalue", "low", "from", "minimum", "salarymin", "minsalary", "lower")
_HIGH = ("max", "maxvalue", "high", "to", "maximum", "salarymax", "maxsalary", "upper")
_VALUE = ("value", "amount", "figure")
_CURRENCY = ("currency", "salarycurrency", "currencycode")
_PERIOD = ("period", "unittext", "unit", "salaryperiod", "per", "interval")
_CODE = expression(r"[A-Z]{3}")


class FrontSalary(Record):
    """The ends of the pay as they are written, and what names its currency and period; ``None`` is not there."""

    low: object
    high: object
    currency: object
    period: object


def read_salary(value: object, beside: Mapping[str, object]) -> FrontSalary | None:
    """The salary of a value; ``beside`` are the other keys of the front matter, in small letters and digits only.

    ``None`` for what is neither keys with values nor a bare number: a text says what it says.
    """
    if isinstance(value, dict):
        keys = {plain_key(str(key)): inner for key, inner in value.items()}
        nested = _first(keys, _VALUE)
        if isinstance(nested, dict):
            keys |= {plain_key(str(key)): inner for key, inner in nested.items()}
        low = _first(keys, _LOW)
        high = _first(keys, _HIGH)
        if low is None and high is None:
            low = high = _first(keys, _VALUE)
        return FrontSalary(low, high, _first(keys, _CURRENCY), _first(keys, _PERIOD))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return FrontSalary(value, value, _first(beside, _CURRENCY), _first(beside, _PERIOD))
    return None


def salary_problems(value: object, beside: Mapping[str, object]) -> Iterator[str]:
    """What is wrong with a salary, each as the end of a sentence; nothing for a text."""
    salary = read_salary(value, beside)
    if salary is None:
        return
    low, high = number_of(salary.low), number_of(salary.high)
    if low is None and high is None:
        yield "has no figure: write min and max, or value"
    elif low is None or high is None:
        yield f"has no {'min' if low is None else 'max'}"
    elif high < low:
        yield "has a max that is smaller than its min"
    if salary.currency is None:
        yield "has no currency, such as EUR"
    elif not _CODE.fullmatch(str(salary.currency)):
        yield f"has the currency '{salary.currency}', which is no code of ISO 4217 such as EUR"
    if salary.period is None:
        yield "has no period: one of " + ", ".join(PERIODS)
    elif str(salary.period).upper() not in PERIODS:
        yield f"has the period '{salary.period}', which is none of " + ", ".join(PERIODS)


def ends_of(value: object, beside: Mapping[str, object]) -> tuple[float, float] | None:
    """The two ends of the pay that a value states, the same twice for one figure; ``None`` where it states none."""
    salary = read_salary(value, beside)
    if salary is not None:
        low, high = number_of(salary.low), number_of(salary.high)
        ends = [end for end in (low, high) if end is not None]
        return (min(ends), max(ends)) if ends else None
    sums = [money for money in find_sums(fold(str(value))) if money.low > 0]
    return (sums[0].low, sums[0].high or sums[0].low) if sums else None


def number_of(value: object) -> float | None:
    """The number that a value is or writes."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    sums = list(find_sums(fold(str(value))))
    return sums[0].low if len(sums) == 1 else None


def _first(keys: Mapping[str, object], names: tuple[str, ...]) -> object:
    return next((keys[name] for name in names if keys.get(name) is not None), None)
