"""The words by which a post's parts, family and language are known, taken from the vocabularies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from jdlint.late import expression
from jdlint.phrases.book import Hits, PhraseBook, Search
from jdlint.phrases.memo import Memo
from jdlint.phrases.tokens import tokenize
from jdlint.record import Record

PARTS = (
    "title",
    "facts",
    "about-company",
    "about-team",
    "role",
    "responsibilities",
    "requirements",
    "preferred",
    "benefits",
    "pay",
    "process",
    "apply",
    "equal-opportunity",
    "legal",
    "other",
)
# Where two wordings of the same length lie in one heading, the narrower part wins.
_HEADING_ORDER = (
    "preferred",
    "process",
    "apply",
    "equal-opportunity",
    "pay",
    "benefits",
    "requirements",
    "responsibilities",
    "about-team",
    "role",
    "about-company",
    "legal",
    "facts",
    "other",
)
_HEADING_COVERAGE = 0.45
# "Benefits of working at Acme" is known by its beginning, however long the rest.
_LONG_WORDING = 8
_MARKS = 2
# Wordings of titles that weigh no more ("engineer") stand in other headings too.
WEAK_TITLE = 1
_OPENS = expression(r"\s*(?:(?:of|for|includ\w+|at|that)\b|[:(–—-])")
# "About Acme", "Why Acme Rail?": what follows is a name, not a word of the language.
_NAMED = expression(
    r"\W*(?i:more about|about|why(?: join| work (?:at|for))?|who (?:is|are)|life at|working (?:at|for)|inside|meet)"
    r"(?: (?:the )?[A-Z0-9][\w.&'’+-]*| (?:of|and|&))+\W*"
)


class FamilyWords(Record):
    """How one family of jobs is known: phrase numbers for titles, with their weights, and for duties."""

    name: str
    titles: Mapping[int, int]
    duties: frozenset[int]


class Lexicon(Record):
    """Phrase numbers, by what they tell about a post.

    ``heading_search`` and ``title_search`` look for ``headings`` and for the titles of ``families`` only.
    ``headings`` and ``cues`` lead from a phrase's number to a part, cues also to whether one is enough.
    ``signs`` lead from a phrase's number to the kind of wording of job posts that it is, ``job_keys`` are
    front-matter keys of job posts, ``english`` the commonest English words, ``foreign`` those of other languages.
    """

    book: PhraseBook
    heading_search: Search
    title_search: Search
    headings: Mapping[int, str]
    cues: Mapping[int, tuple[str, bool]]
    families: tuple[FamilyWords, ...]
    job_keys: frozenset[str]
    english: frozenset[str]
    foreign: frozenset[str]
    signs: Mapping[int, str]

    def heading_part(self, text: str) -> str | None:
        """The part that a heading opens, or ``None`` when its wording is not known.

        The longest known wording decides; all known wordings together must cover nearly half of the text.
        """
        return self._heading_parts[text]

    @cached_property
    def _heading_parts(self) -> Memo[str | None]:
        """The parts of headings that have been asked for: one post asks several times, and many have the same."""
        return Memo(self._heading_part, most=2_000)

    def _heading_part(self, text: str) -> str | None:
        hits = self.heading_search.scan(tokenize(text))
        found = [
            (end - start, -_HEADING_ORDER.index(part), part, start, end)
            for number, places in hits.items()
            if (part := self.headings.get(number)) is not None
            for start, end in places
        ]
        if not found:
            return "about-company" if _NAMED.fullmatch(text.strip()) else None
        _, _, part, _, _ = max(found)
        covered = {index for _, _, _, start, end in found for index in range(start, end)}
        letters = len(text.strip(" :*#?!.-–—\t"))
        if len(covered) >= _HEADING_COVERAGE * letters:
            return part
        opening = max((f for f in found if f[3] <= _MARKS), default=None)
        if opening and opening[0] >= _LONG_WORDING and _OPENS.match(text, opening[4]):
            return opening[2]
        return "about-company" if _NAMED.fullmatch(text.strip()) else None

    def names_job(self, text: str, *, perhaps: bool = False) -> bool:
        """Whether a text holds what only the title of a job does, or with ``perhaps`` what one may hold ("analyst")."""
        hits = self.title_search.scan(tokenize(text))
        least = WEAK_TITLE if perhaps else WEAK_TITLE + 1
        return any(family.titles.get(number, 0) >= least for family in self.families for number in hits)

    def part_votes(self, hits: Hits) -> dict[str, int]:
        """How strongly a sentence's words speak for each part: 1 for a cue, 3 for a sure one."""
        votes: dict[str, int] = {}
        for number in hits:
            cue = self.cues.get(number)
            if cue:
                part, sure = cue
                votes[part] = votes.get(part, 0) + (3 if sure else 1)
        return votes


def make_lexicon(book: PhraseBook, families: Sequence[FamilyWords]) -> Lexicon:
    """The lexicon of a phrase book's vocabularies and of the families of jobs."""
    vocabularies = book.vocabularies
    cues: dict[int, tuple[str, bool]] = {}
    for group, phrases in vocabularies.get("part-cues", {}).items():
        part, _, strength = group.partition("/")
        for phrase in phrases:
            cues[book.add(phrase)] = (part, strength == "sure")
    headings = {
        book.add(phrase): part for part, phrases in vocabularies.get("headings", {}).items() for phrase in phrases
    }
    signs = {
        book.add(phrase): sign for sign, phrases in vocabularies.get("job-signs", {}).items() for phrase in phrases
    }
    common = vocabularies.get("function-words", {})
    return Lexicon(
        book,
        book.search(headings),
        book.search(number for family in families for number in family.titles),
        headings,
        cues,
        tuple(families),
        frozenset(vocabularies.get("job-keys", {}).get("", ())),
        frozenset(common.get("english", ())),
        frozenset(common.get("foreign", ())),
        signs,
    )
