"""Whether a text is a job post at all, and whether it is in English."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from unicodedata import name

from jdlint.late import expression
from jdlint.post.lexicon import Lexicon
from jdlint.post.post import Sentence

_WORD = expression(r"[^\W\d_]+")
_LATIN_SHARE = 0.6
_ENOUGH_WORDS = 12
# Headings that mostly job posts have count twice each, those that other documents have too once together.
_TELLING = frozenset({"responsibilities", "preferred"})
_COMMON = frozenset({"requirements", "benefits", "role"})
_TITLE, _PERHAPS_TITLE, _KEYS, _HEADING = 3, 2, 2, 2
_ENOUGH = 3
# Parts of job posts that sentences can have a wording of their own for. Where nothing but sentences tells, it takes more.
_SPOKEN = _TELLING | _COMMON | {"process", "apply", "pay"}
_SURE = 3
_ENOUGH_SPOKEN = 4


def is_english(sentences: Iterable[Sentence], lexicon: Lexicon) -> bool:
    """Whether a text is in English: in Latin letters, and with no more common words of other languages.

    A text with fewer than twelve words of either kind counts as English: it says too little to tell.
    """
    english = foreign = letters = latin = 0
    for sentence in sentences:
        words = _WORD.findall(sentence.tokens.folded)
        english += sum(map(lexicon.english.__contains__, words))
        foreign += sum(map(lexicon.foreign.__contains__, words))
        letters += sum(map(len, words))
        latin += sum(len(word) for word in words if not word.isascii() and name(word[0], "").startswith("LATIN"))
        latin += sum(map(len, filter(str.isascii, words)))
    if letters and latin / letters < _LATIN_SHARE:
        return False
    return english + foreign < _ENOUGH_WORDS or english >= foreign


def is_job_post(
    sentences: Iterable[Sentence],
    heading_parts: Collection[str],
    keys: Collection[str],
    lexicon: Lexicon,
    *,
    title: str | None,
    perhaps_titled: bool,
) -> bool:
    """Whether title, headings, front-matter keys and wordings are together those of a job post.

    A title that surely names a job weighs three, one that does so perhaps (``perhaps_titled``) two, keys of
    job posts and each telling heading two, each kind of wording one. Three are enough, or one kind of wording
    and four in all with the parts that sentences speak for. The weights were chosen on the posts used for tuning and on 490
    other documents.
    """
    titled = _TITLE if title and lexicon.names_job(title) else _PERHAPS_TITLE * perhaps_titled
    parts = set(heading_parts)
    headed = _HEADING * len(parts & _TELLING) + bool(parts & _COMMON)
    keyed = _KEYS * bool(lexicon.job_keys.intersection(keys))
    if titled + headed + keyed >= _ENOUGH:
        return True
    read = tuple(sentences)
    wordings = {lexicon.signs[number] for s in read for number in lexicon.signs.keys() & s.hits.keys()}
    if titled + headed + keyed + len(wordings) >= _ENOUGH:
        return True
    return bool(wordings) and len(wordings) + len(_spoken_parts(read, lexicon)) >= _ENOUGH_SPOKEN


def _spoken_parts(sentences: Iterable[Sentence], lexicon: Lexicon) -> set[str]:
    votes = (lexicon.part_votes(sentence.hits) for sentence in sentences)
    return {part for vote in votes for part, weight in vote.items() if part in _SPOKEN and weight >= _SURE}
