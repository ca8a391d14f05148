"""The words in which scorecards are told to people."""

from __future__ import annotations

from jdlint.output.look import visible
from jdlint.output.snippet import make_snippet
from jdlint.scorecard import NOT_APPLICABLE, CriterionScore, Quote, Scorecard

ROLE_TYPE = "role-type"
NOT_ASKED = "not asked of this kind of job"
UNKNOWN_FAMILY = "not told"

LEVEL_WORDS: dict[int | str | None, str] = {
    0: "absent",
    1: "generic",
    2: "concrete",
    NOT_APPLICABLE: "n/a",
    None: "not evaluated",
}
_FACTS = {
    "seniority_stated": "seniority",
    "salary_stated": "pay",
    "location_stated": "place",
    "how_to_apply": "how to apply",
    "process_stated": "what happens after applying",
    "equal_opportunity": "equal opportunity",
    "must_nice_split": "what is required and what is a plus",
    "benefits_stated": "benefits",
}


def level_word(score: CriterionScore) -> str:
    """The level in a plain word."""
    return LEVEL_WORDS[score.level]


def wants_answer(score: CriterionScore) -> bool:
    """Whether the author is to be asked the rule's question: nothing concrete was found."""
    return score.level in (0, 1) and score.rule.ask is not None


def remark(card: Scorecard, score: CriterionScore) -> str | None:
    """What is said in place of a quote: the family, or why there is no level."""
    if score.level is None:
        return score.reason
    if score.level == NOT_APPLICABLE:
        return NOT_ASKED
    return family_word(card) if score.rule.id == ROLE_TYPE and score.level else None


def family_word(card: Scorecard) -> str:
    """The family of jobs that the post was judged as."""
    return card.family or UNKNOWN_FAMILY


def quoted(quote: Quote, limit: int) -> str:
    """The sentence, cut to what is around its telling words where it takes more than ``limit`` cells."""
    return make_snippet(visible(quote.plain), *quote.mark, limit).text


def facts_told(card: Scorecard) -> tuple[str, str]:
    """The facts that the post states and those that it does not, with commas between them."""
    stated = [fact_word(name) for name, span in card.facts.items() if span is not None]
    missing = [fact_word(name) for name, span in card.facts.items() if span is None]
    return ", ".join(stated) or "nothing", ", ".join(missing) or "nothing"


def tool_lists_told(card: Scorecard, dash: str = "-") -> str:
    """Where lists only name tools: their lines."""
    return ", ".join(f"{first}{dash}{last}" if first != last else str(first) for first, last in card.tool_lists)


def fact_word(name: str) -> str:
    """A fact in plain words, by its field."""
    return _FACTS.get(name, name.replace("_", " "))
