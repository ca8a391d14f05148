"""Sums of money in a text: "$120k-150k", "42.000 € to 48.000 €", "between 90,000 and 110,000"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jdlint.late import expression
from jdlint.record import Record

# The code of ISO 4217 for each way to write a currency; "$" is the dollar of some country.
_WRITTEN = {
    "USD": "us$ usd",
    "CAD": "c$ ca$ cad cdn$ cdn",
    "AUD": "a$ au$ aud",
    "NZD": "nz$ nzd",
    "SGD": "s$ sgd",
    "HKD": "hk$ hkd",
    "$": "$ dollars dollar",
    "EUR": "€ eur euros euro",
    "GBP": "£ gbp pounds",
    "INR": "₹ inr rs. rs rupees lpa lakhs lakh",
    "JPY": "¥ jpy yen",
    "CNY": "cny rmb",
    "CHF": "chf",
    "SEK": "sek",
    "DKK": "dkk",
    "NOK": "nok",
    "kr": "kr. kr",
    "PLN": "pln zł zl",
    "CZK": "czk kč",
    "HUF": "huf",
    "RON": "ron",
    "UAH": "uah ₴",
    "ILS": "ils nis ₪",
    "BRL": "brl r$",
    "MXN": "mxn",
    "ZAR": "zar",
    "KRW": "krw ₩",
    "TRY": "₺",
    "PHP": "php ₱",
    "MYR": "myr",
    "AED": "aed",
    "NGN": "ngn ₦",
}
CURRENCIES = {word: code for code, words in _WRITTEN.items() for word in words.split()}
_LAKH = frozenset({"lpa", "lakh", "lakhs"})
_THOUSAND = 1000
# A lower end that is so many times smaller lacks its thousands.
_SLIP = 50
_EDGE = r"(?![^\W_])"
_CURRENCY = "(?:" + "|".join(re.escape(word) for word in sorted(CURRENCIES, key=len, reverse=True)) + ")"
_AFTER = rf"(?:\s?(?:{_CURRENCY}){_EDGE})"
_FIGURE = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|\d{1,2}(?:,\d\d)+,\d{3}|\d+(?:[.,]\d{1,2})?"
_END = rf"(?:(?:{_FIGURE})(?!\d)(?:\s?k(?:{_EDGE}|(?={_CURRENCY}{_EDGE})))?)"
_BEFORE = rf"(?<![^\W_])(?:{_CURRENCY})\)?\*?\s?"
_MIDDLE = r"(?:\s?(?:/|per |an? )\s?\w+)?\s?(?:-+|—|\bto\b|\band\b|\bup to\b|\bthrough\b)\s?"
_SUM = expression(
    rf"(?P<before>{_BEFORE})?(?<![\w.,])(?<!\d, )(?P<low>{_END})(?P<mid>{_AFTER})?"
    rf"(?:{_MIDDLE}(?P<before2>{_BEFORE})?(?P<high>{_END})(?P<after>{_AFTER})?)?"
)
# What makes a number no sum: shares, big money, spans of time, a retirement plan, a date.
_NO_SUM = expression(
    r"\s?(?:%|percent\b|\+?\s?-?(?:years?|yrs?|months?|days?|weeks?|hours?|hrs?|people|employees|million|mn?\b|billion|bn?\b"
    r"|trillion|mm\b|st\b|nd\b|rd\b|th\b)|\(?k\)|\(b\)|-\d|,\s?\d{3}(?!\d)|\+?\s?(?:fte|locations|countries|customers|users)\b)"
)
_YEAR = expression(r"(?:19|20)\d\d")
_PLANS = frozenset({"401", "403", "457"})


class Sum(Record):
    """Money at ``text[start:end]``: one figure, or a range up to ``high``.

    ``currency`` is a code of ISO 4217, ``"$"`` or ``"kr"`` where the country is left open, or ``None``.
    """

    start: int
    end: int
    low: float
    high: float | None
    currency: str | None


def find_sums(folded: str) -> Iterator[Sum]:
    """The sums of money in a folded text, and other numbers that may be some where the words around them say so."""
    for found in _SUM.finditer(folded):
        if _NO_SUM.match(folded, found.end()) is None and (money := _sum(found)) is not None:
            yield money


def _sum(found: re.Match[str]) -> Sum | None:
    written = [found[name].strip().strip(")*") for name in ("before", "mid", "before2", "after") if found[name]]
    currency = next((CURRENCIES[word] for word in written), None)
    lakh = _THOUSAND * 100 if not _LAKH.isdisjoint(written) else 1
    low = _value(found["low"]) * lakh
    if currency is None and (found["low"].rstrip("k") in _PLANS or _YEAR.fullmatch(found["low"])):
        return None
    if found["high"] is None:
        return Sum(*found.span(), low, None, currency)
    high = _value(found["high"]) * lakh
    in_thousands = "k" in found["high"] and "k" not in found["low"]  # "90-110k"
    if low < _THOUSAND <= high and (in_thousands or high > low * _SLIP):
        low *= _THOUSAND
    return Sum(*found.span(), low, high, currency)


def _value(text: str) -> float:
    """The value of a figure: a mark before three digits parts thousands, one before fewer a fraction."""
    digits = text.rstrip("k ")
    fraction = re.search(r"[.,](\d{1,2})$", digits)
    whole = digits[: fraction.start()] if fraction else digits
    value = float(re.sub(r"\D", "", whole) + (f".{fraction[1]}" if fraction else ""))
    return value * _THOUSAND if "k" in text else value
