"""Whether a text is a job post at all, and whether it is in English."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from unicodedata import name

from jdlint.post.lexicon import Lexicon
from jdlint.post.post import Sentence

_WORD = re.compile(r"[^\W\d_]+")
_LATIN_SHARE = 0.6
_ENOUGH_WORDS = 12
_SURE = 3
# Headings that other documents have too count half as much as those of job posts alone.
_TELLING = {
    "responsibilities": 2,
    "preferred": 2,
    "process": 2,
    "role": 1,
    "requirements": 1,
    "benefits": 1,
    "apply": 1,
    "pay": 1,
}
_ENOUGH = 2


def is_english(sentences: Iterable[Sentence], lexicon: Lexicon) -> bool:
    """Whether a text is in English: in Latin letters, and with no more common words of other languages.

    A text with fewer than twelve words of either kind counts as English: it says too little to tell.
    """
    english = foreign = letters = latin = 0
    for sentence in sentences:
        for word in _WORD.findall(sentence.tokens.folded):
            english += word in lexicon.english
            foreign += word in lexicon.foreign
            letters += len(word)
            latin += len(word) if word.isascii() or name(word[0], "").startswith("LATIN") else 0
    if letters and latin / letters < _LATIN_SHARE:
        return False
    return english + foreign < _ENOUGH_WORDS or english >= foreign


def is_job_post(
    sentences: Iterable[Sentence],
    heading_parts: Collection[str],
    keys: Collection[str],
    lexicon: Lexicon,
    *,
    titled: bool,
) -> bool:
    """Whether headings, front-matter keys or sentences are those of a job post; two signs are needed.

    A title that names a job (``titled``) is a sign, and so is each part whose sentences have a wording of
    their own.
    """
    signs = titled + sum(_TELLING.get(part, 0) for part in heading_parts)
    signs += 2 * len(lexicon.job_keys.intersection(keys))
    spoken: set[str] = set()
    for sentence in sentences:
        if signs + len(spoken) >= _ENOUGH:
            return True
        votes = lexicon.part_votes(sentence.hits)
        spoken.update(part for part in votes if part in _TELLING and votes[part] >= _SURE)
    return signs + len(spoken) >= _ENOUGH
