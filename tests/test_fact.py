from __future__ import annotations

import pytest

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.fact import FactCheck, Sign
from jdlint.errors import RuleError
from jdlint.linter import Linter, load_linter, read
from jdlint.phrases.book import PhraseBook
from jdlint.post.source import make_source
from jdlint.ruleset.context import ParseContext
from jdlint.ruleset.yaml_reader import read_mapping


@pytest.fixture(scope="module")
def linter() -> Linter:
    return load_linter()[0]


def judged(linter: Linter, keys: str, post: str) -> list[str]:
    """The texts that state the fact of a rule with ``keys``; none when the rule fires."""
    reader = read_mapping(f"field: thing\n{keys}\n", "rule.yaml")
    options = FactCheck().parse(reader, ParseContext(linter.ruleset.book, {}))
    judgement = FactCheck().judge(options, read(linter, make_source(post, "post.md")), Circumstances())
    assert bool(judgement.matches) != bool(judgement.evidence)
    return [post[span.start : span.end] for span in judgement.evidence]


def test_one_sentence_suffices(linter: Linter) -> None:
    assert judged(linter, "said: [free bread]", "# Baker\n\nThere is free bread. Come.\n") == ["There is free bread."]
    assert judged(linter, "said: [free bread]", "# Free bread\n\nThere is none.\n") == [], "the title is no sentence"


def test_so_many_sentences_may_be_asked_for(linter: Linter) -> None:
    keys = "min-count: 2\nsaid: [a plus]"

    assert judged(linter, keys, "# Baker\n\n- Rye is a plus\n- Flour\n") == []
    assert judged(linter, keys, "# Baker\n\n- Rye is a plus\n- Oats are a plus\n") == [
        "Rye is a plus",
        "Oats are a plus",
    ]


def test_kinds_are_told_apart_by_phrase(linter: Linter) -> None:
    keys = "min-kinds: 2\nsaid:\n  - phrases: [bread, (milk|cream)]\n  - phrases: bread\n    not-parts: [apply]"

    assert judged(linter, keys, "# Baker\n\nThere is bread. There is more bread.\n") == []
    assert judged(linter, keys, "# Baker\n\nThere is milk and cream.\n") == []
    assert judged(linter, keys, "# Baker\n\nThere is bread and milk.\n") == ["There is bread and milk."]


@pytest.mark.parametrize(
    ("post", "found"),
    [
        ("# Baker\n\n## Nice to have\n\n- Rye\n", ["Nice to have"]),
        ("# Baker\n\n- Nice to have: rye, oats\n", ["Nice to have: rye, oats"]),
        ("# Baker\n\nNice to have, all of it\n\n- Rye\n", ["Nice to have, all of it"]),
        ("# Baker\n\nRye is nice to have here.\n", []),
        ("# Baker\n\n- Rye is nice to have\n", []),
    ],
)
def test_a_heading_a_short_line_or_a_label_can_say_it(linter: Linter, post: str, found: list[str]) -> None:
    assert judged(linter, "heading-said: [nice to have]", post) == found


def test_the_title_can_say_it(linter: Linter) -> None:
    assert judged(linter, "title-said: [senior]", "# Senior baker\n\nBake.\n") == ["Senior baker"]
    assert judged(linter, "title-said: [senior]", "# Baker\n\nA senior one.\n") == []


def test_front_matter_says_it_with_a_value(linter: Linter) -> None:
    keys = "keys: [apply-url]"

    assert judged(linter, keys, "---\ntitle: Baker\napplyUrl: x.example\n---\n\nBake.\n") == ["x.example"]
    assert judged(linter, keys, "---\ntitle: Baker\napply_url: ''\n---\n\nBake.\n") == []


def test_a_part_says_it_beside_another(linter: Linter) -> None:
    keys = "parts: [preferred]\nbeside-parts: [requirements]"
    preferred = "## Nice to have\n\n- Rye\n"

    assert judged(linter, keys, f"# Baker\n\n## Requirements\n\n- Flour\n\n{preferred}") == ["Rye"]
    assert judged(linter, keys, f"# Baker\n\n{preferred}") == []


@pytest.mark.parametrize(
    ("post", "found"),
    [
        ("# Baker\n\nApply to ann@example.com.\n", 1),
        ("# Baker\n\nApply here:\n\nhttps://example.com/jobs\n", 1),
        ("# Baker\n\nBake.\n\nann@example.com\n", 1),
        ("# Baker\n\nSee https://example.com for more.\n", 0),
        ("# Baker\n\nApply.\n\nBake.\n\nhttps://example.com\n", 0),
    ],
)
def test_an_address_says_it_where_it_is_asked_for(linter: Linter, post: str, found: int) -> None:
    assert len(judged(linter, "address-said: [apply]", post)) == found


@pytest.mark.parametrize(
    ("sign", "number", "text", "marked"),
    [
        ("📍", False, "📍 Ghent", True),
        ("📍", False, "Baker 📍 💰 62000", False),
        ("📍", False, "Ghent", False),
        ("💰", True, "💰 USD 62k 📍 Ghent", True),
        ("💰", True, "💰 ~0k 📍 Ghent 2", False),
        ("💰", True, "💰 Pay and benefits", False),
        ("💰", True, "62000", False),
    ],
)
def test_a_sign_says_it_with_a_value(sign: str, number: bool, text: str, marked: bool) -> None:
    assert Sign(sign, number).marks(text) is marked


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("min-count: 2", "one of the keys"),
        ("signs: [pin]", "a sign stands alone"),
        ('signs: ["💰 x"]', "a sign stands alone"),
        ("said: []", "the list is empty"),
        ("parts: [kitchen]", "kitchen"),
    ],
)
def test_a_rule_that_says_nothing_is_an_error(keys: str, message: str) -> None:
    reader = read_mapping(f"field: thing\n{keys}\n", "rule.yaml")

    with pytest.raises(RuleError, match=message):
        FactCheck().parse(reader, ParseContext(PhraseBook({}), {}))
