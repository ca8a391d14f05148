from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_matcher import PlainMatcher

from jdlint.phrases.book import PhraseBook, PhraseError
from jdlint.phrases.inflection import word_forms
from jdlint.phrases.passage import Passage
from jdlint.phrases.tokens import fold, tokenize

VOCABULARIES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "models": {"": ("~model", "ranking ~service", "recommender")},
    "tools": {
        "languages": ("Python", "=Go", "=R", "C++", ".NET", "Node.js", "shell (scripting|scripts)"),
        "loose": ("=Shell",),
    },
    "common-words": {"": ("predict", "the", "next", "days", "model", "our", "team", "of", "door", "place")},
    "nested": {"": ("(our|the) {models}", "{tools/languages}")},
}


def found(phrase: str, text: str) -> list[str]:
    """The texts at which a phrase is found."""
    book = PhraseBook(VOCABULARIES)
    number = book.add(phrase)
    return [text[start:end] for start, end in book.scan(tokenize(text)).get(number, ())]


@pytest.mark.parametrize(
    ("phrase", "text", "places"),
    [
        ("own the model", "You OWN the  model, own the-model", ["OWN the  model", "own the-model"]),
        ("own", "owner, own's, down", ["own"]),
        ("~own", "They own, owned, owns and are owning it; an owner", ["own", "owned", "owns", "owning"]),
        ("deploy*", "deployment of deployable things", ["deployment", "deployable"]),
        (
            "(train|fine tune) ~model",
            "Train models, fine-tune a model, fine-tune models",
            ["Train models", "fine-tune models"],
        ),
        ("own (the|a)? model", "own model, own a model, own my model", ["own model", "own a model"]),
        ("(very)? big", "very big, big", ["very big", "big"]),
        (
            "deploy ...2 model",
            "deploy model, deploy a good model, deploy one two three model",
            ["deploy model", "deploy a good model"],
        ),
        ("deploy ...2 {models}", "Deploy (and run) the ranking service", []),
        ("deploy ...3 {models}", "Deploy (and run) the ranking service", ["Deploy (and run) the ranking service"]),
        ("{models}", "a ranking service and models", ["ranking service", "models"]),
        ("{nested}", "the recommender in Go, go on", ["the recommender", "Go"]),
        (
            "{tools/languages}",
            "Shell scripting in C++, C, .NET, Node.js and R&D",
            ["Shell scripting", "C++", ".NET", "Node.js"],
        ),
        (
            "predict ...4 {uncommon}",
            "Predict the next days, predict the next places of drifting ice",
            ["predict the next places of drifting"],
        ),
        ("our {name} team", "Our Tides team, our big team, Our tides team", ["Our Tides team"]),
        ("# (years|year)", "3+ years, five years, 2.5 years, many years", ["3+ years", "five years", "2.5 years"]),
        ("# users", "40 million users, 99.9 % users", ["40 million users", "99.9 % users"]),
        ("^ build", "* “Build it, then build more", ["Build"]),
        ("^ (you will)? build", "You will build", ["You will build"]),
        ("roles & duties", "Roles & Duties, roles &duties", ["Roles & Duties", "roles &duties"]),
        ("race , color", "race, color and race color", ["race, color"]),
        ("you'll own", "You’ll own it", ["You’ll own"]),
        ("don't", "We don't", ["don't"]),
        ("# ms", "80 ms, 80ms", ["80 ms"]),
        ("# ...1 rows", "5 TB rows, 5M rows", ["5 TB rows", "5M rows"]),
        ("own (a|{uncommon}) thing", "own a thing, own gargoyle thing", ["own a thing", "own gargoyle thing"]),
        ("own (a|...1 b) c", "own a c, own x b c", ["own a c", "own x b c"]),
        ("$ #", "$120,000 and 40 $", ["$120,000"]),
        ("=Go", "Go, go, GO", ["Go"]),
        ("=Go ~service", "Go services, go services", ["Go services"]),
        ("((a|b c)|e ...2 c) d", "a d, b c d, e x c d", ["a d", "b c d", "e x c d"]),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str, places: list[str]) -> None:
    assert found(phrase, text) == places


@pytest.mark.parametrize(
    ("phrase", "offset", "message"),
    [
        ("own (the", 4, "'(' without a closing ')'"),
        ("own the)", 7, "')' without an opening '('"),
        ("own {model", 4, "a brace without its partner"),
        ("own ()", 4, "an empty choice"),
        ("own (the|a?)", 4, "an empty choice"),
        ("?", 0, "'?' needs a word before it"),
        ("own?", 0, "a phrase needs a word that may not be left out"),
        ("...3 own", 0, "a gap stands between words"),
        ("own ...3", 4, "a gap stands between words"),
        ("(the)? ...3 own", 7, "a gap stands between words"),
        ("^ ...3 own", 2, "a gap stands between words"),
        ("own ...99 it", 4, "a gap holds 1 to 12 words"),
        ("a ... b ... c ... d ... e", 0, "at most 3 gaps in a phrase"),
        ("own ^ it", 4, "'^' stands first"),
        ("{uncommon} model", 0, "a phrase begins with a word"),
        ("({name})? model", 0, "a phrase begins with a word"),
        ("ab*", 0, "'*' needs 3 to 40 letters before it"),
        ("a" * 41 + "*", 0, "'*' needs 3 to 40 letters before it"),
        ("own *", 4, "'*' needs 3 to 40 letters before it"),
        ("own the !", 8, "'!' holds no letter or digit"),
        ("own {modles}", 4, "no vocabulary 'modles'"),
        ("own {tools/langs}", 4, "no group 'langs' in vocabulary 'tools'"),
    ],
)
def test_a_phrase_that_is_not_well_formed_is_refused(phrase: str, offset: int, message: str) -> None:
    with pytest.raises(PhraseError) as caught:
        PhraseBook(VOCABULARIES).add(phrase)
    assert (caught.value.message, caught.value.offset) == (message, offset)


def test_an_unknown_vocabulary_gets_a_hint() -> None:
    with pytest.raises(PhraseError) as caught:
        PhraseBook(VOCABULARIES).add("{modles}")
    assert caught.value.hint == "did you mean '{models}'?"


def test_the_same_phrase_has_one_number() -> None:
    book = PhraseBook({})
    assert book.add("own it") == book.add("own it") != book.add("own them")


def test_vocabularies_that_refer_to_themselves_are_refused() -> None:
    with pytest.raises(PhraseError, match="one -> two -> one"):
        PhraseBook({"one": {"": ("{two}",)}, "two": {"": ("x {one/}",)}})


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("own", {"own", "owns", "owned", "owning"}),
        ("ship", {"ship", "ships", "shipped", "shipping"}),
        ("deploy", {"deploy", "deploys", "deployed", "deploying"}),
        ("serve", {"serve", "serves", "served", "serving"}),
        ("carry", {"carry", "carries", "carried", "carrying"}),
        ("build", {"build", "builds", "built", "building"}),
        ("launch", {"launch", "launches", "launched", "launching"}),
        ("criterion", {"criterion", "criteria"}),
    ],
)
def test_the_forms_of_a_word(word: str, forms: set[str]) -> None:
    assert forms <= set(word_forms(word))


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    tokens = tokenize(text)
    assert [tokens.folded[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == list(
        tokens.texts
    )
    assert list(tokens.starts) == sorted(tokens.starts)
    assert all(not re.search(r"\s", token) for token in tokens.texts)
    letters = {index for index, char in enumerate(tokens.folded) if char.isalnum()}
    covered = {index for start, end in zip(tokens.starts, tokens.ends, strict=True) for index in range(start, end)}
    assert letters <= covered


def test_matching_takes_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Phrases whose words all occur everywhere, so that each gap could end at each word."""
    steps = 0
    places = Passage.places

    def counted(passage: Passage, at: int, gap: int) -> range:
        nonlocal steps
        steps += 1
        return places(passage, at, gap)

    monkeypatch.setattr(Passage, "places", counted)
    book = PhraseBook({"w": {"": ("a", "a a", "a ...3 a")}})
    book.add("a ...12 a ...12 a ...12 b")
    book.add("{w} ...12 {w} ...12 {w} c")
    book.add("a ...12 ({w}|d ...3 d) ...12 b")
    counts = []
    for words in (200, 400):
        steps = 0
        book.scan(tokenize("b c " + "a " * words))  # both last words occur, and never in reach
        counts.append(steps)
    assert counts[1] < 2.1 * counts[0]
    assert counts[1] < 400 * 30


WORDS = ("a", "b", "c", "the", "models", "ranking service", "door", "gargoyle", "# 5", "4 k", "Go", "go", "Tides", ",")
PLAIN = ("a", "b", "the", "~model", "gar*", "=Go", "#", ",", "{models}", "{nested}", "{tools}", "{gaps}", "(a|b c)")
NESTED = ("(~model|{tools} b)", "(a ...2 b|c)", "(a b)? c", "(a|a b)", "((a|a b) (b c)?|gar*)", "(^ a|b)")
SOLID = st.sampled_from(PLAIN + NESTED)
LOOSE = st.sampled_from(
    ["{uncommon}", "{name}", "...1 c", "...3 {gaps}", "...2 {models}", "(a)? b", "({nested})? c", "...4 (b)? a"]
)
GAPS = {"gaps": {"": ("a ...2 b", "^ (a|c) b", "{models} c", "(a|gar*|{tools})", "#")}}


@given(
    phrases=st.lists(
        st.builds(
            lambda start, first, rest: " ".join([*start, first, *rest]),
            st.sampled_from([(), ("^",)]),
            SOLID,
            st.lists(SOLID | LOOSE, max_size=4),
        ),
        min_size=1,
        max_size=4,
    ),
    texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), min_size=1, max_size=3),
)
@settings(max_examples=400)
def test_phrases_are_found_as_the_plain_way_finds_them(phrases: list[str], texts: list[str]) -> None:
    vocabularies = {**VOCABULARIES, **GAPS}
    book = PhraseBook(vocabularies)
    numbers: dict[str, int] = {}
    for phrase in phrases:
        try:
            numbers[phrase] = book.add(phrase)
        except PhraseError:
            continue
    sentences = [tokenize(text) for text in texts]
    for tokens, hits in zip(sentences, book.scan_all(sentences), strict=True):
        plain = PlainMatcher(vocabularies, tokens)
        assert {phrase: list(hits.get(number, ())) for phrase, number in numbers.items()} == {
            phrase: plain.find(phrase) for phrase in numbers
        }
