"""How often words occur in posts, roughly: a phrase is looked for where the rarest of its words stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# The commonest tokens of 400 real posts, the commonest first.
_COMMONEST_TOKENS = """
. and , to the of in a with for data : you we experience our is on or ) ( that as will / are work team be at an this
learning 's research your have engineering software development from skills by about working ai role company machine
engineer more product business systems us models all including new job science tools can other time design build
solutions strong technical their it teams support building analytics apply position & across years based such ability
cloud what best ml python environment infrastructure knowledge performance develop if one help into 're technology
using not high world people platform 'll benefits practices who opportunity location information projects do services
; management make related applications any requirements project computer like technologies remote impact required
"""
# Zipf's law, fitted to them: in how many of a thousand sentences the commonest token stands, and how fast it falls.
_COMMONEST_RATE, _FALL = 600, 0.75
_OTHER_RATE = 3.0
_NUMBER_RATE = 200.0
_RATES: Mapping[str, float] = {
    token: _COMMONEST_RATE / float(rank**_FALL) for rank, token in enumerate(_COMMONEST_TOKENS.split(), 1)
} | {"#": _NUMBER_RATE}


def rate(token: str) -> float:
    """In how many of a thousand sentences a token, or the key ``#`` of numbers, can be expected."""
    return _RATES.get(token, _OTHER_RATE)


def rate_of_any(tokens: Iterable[str]) -> float:
    """In how many of a thousand sentences one of some tokens can be expected, at most."""
    return sum(map(rate, tokens))
