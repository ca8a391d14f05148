"""The forms of an English word, so that a rule names each word once."""

from __future__ import annotations

from functools import cache

_IRREGULAR = {
    "be": "am is are was were been being",
    "become": "becomes became becoming",
    "begin": "begins began begun beginning",
    "bring": "brings brought bringing",
    "build": "builds built building",
    "buy": "buys bought buying",
    "catch": "catches caught catching",
    "choose": "chooses chose chosen choosing",
    "cut": "cuts cutting",
    "deal": "deals dealt dealing",
    "do": "does did done doing",
    "draw": "draws drew drawn drawing",
    "drive": "drives drove driven driving",
    "feed": "feeds fed feeding",
    "find": "finds found finding",
    "forecast": "forecasts forecasted forecasting",
    "get": "gets got gotten getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "grow": "grows grew grown growing",
    "have": "has had having",
    "hold": "holds held holding",
    "keep": "keeps kept keeping",
    "know": "knows knew known knowing",
    "lead": "leads led leading",
    "learn": "learns learned learnt learning",
    "leave": "leaves left leaving",
    "let": "lets letting",
    "lose": "loses lost losing",
    "make": "makes made making",
    "mean": "means meant meaning",
    "meet": "meets met meeting",
    "pay": "pays paid paying",
    "put": "puts putting",
    "read": "reads reading",
    "rely": "relies relied relying",
    "report": "reports reported reporting",
    "run": "runs ran running",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "sell": "sells sold selling",
    "send": "sends sent sending",
    "serve": "serves served serving",
    "set": "sets setting",
    "ship": "ships shipped shipping",
    "show": "shows showed shown showing",
    "speak": "speaks spoke spoken speaking",
    "spend": "spends spent spending",
    "split": "splits splitting",
    "take": "takes took taken taking",
    "teach": "teaches taught teaching",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "understand": "understands understood understanding",
    "win": "wins won winning",
    "write": "writes wrote written writing",
    "analysis": "analyses",
    "criterion": "criteria",
    "hypothesis": "hypotheses",
    "person": "people persons",
    "child": "children",
    "index": "indexes indices",
}
_VOWELS = "aeiou"
# Words of one stressed syllable at the end double their last letter; English spelling does not tell
# which, so both spellings are accepted for the rest.
_SIBILANTS = ("s", "x", "z", "ch", "sh")


@cache
def word_forms(word: str) -> tuple[str, ...]:
    """The forms of a lower-case word: itself, -s, -ed and -ing; irregular verbs are known.

    A form that does not exist ("dataed") does no harm: it never occurs.
    """
    if word in _IRREGULAR:
        return (word, *_IRREGULAR[word].split())
    forms = {word, _with_s(word)}
    if word.endswith("o") and word[-2:-1] not in _VOWELS:  # heroes and memos: both spellings are accepted
        forms.add(word + "es")
    for suffix in ("ed", "ing"):
        forms.update(_with_suffix(word, suffix))
    return tuple(sorted(forms))


def _with_s(word: str) -> str:
    if word.endswith(_SIBILANTS):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _with_suffix(word: str, suffix: str) -> set[str]:
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return {word[:-1] + suffix}
    if word.endswith("y") and word[-2:-1] not in _VOWELS and suffix == "ed":
        return {word[:-1] + "ied"}
    forms = {word + suffix}
    if len(word) > 2 and word[-1] not in "wxyaeiou" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        forms.add(word + word[-1] + suffix)
    return forms
