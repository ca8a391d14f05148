"""Kind ``experience``: years of experience against the age of a tool, or against the title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.judgement import Judgement, Match
from jdlint.checks.years import Years, find_years
from jdlint.late import expression
from jdlint.phrases.tokens import tokenize
from jdlint.post.post import Post, Sentence
from jdlint.record import Record

if TYPE_CHECKING:
    from jdlint.ruleset.context import ParseContext
    from jdlint.ruleset.yaml_reader import Reader

TOOL_AGE, TITLE = "tool-age", "title"
_MONTHS = 12
_MONTH = expression(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])")
_DATE_KEYS = frozenset({"dateposted", "date", "posted", "postedat", "publishedat", "published", "datepublished"})
# After a number of years for a tool: the years can then be spread over several.
_OR_ANOTHER = expression(r"[^\w.;]{0,3}(?:[,/|]|and/or\b|\(?\s*(?:or|e\.g|such|like|similar|preferably|ideally)\b)")
_FROM_LIST = expression(r"(?:[,/|&]|\b(?:or|and|and/or|including))\s*$")
# After a number that follows a tool: the years are then those of something else.
_OF_ELSE = expression(r"\s*(?:of\s+)?(?:[\w-]+\s+){0,3}(?:in|with|using|as|on)\b")
_SENTENCE_SIGNS = expression(r"[.,;!?]")


class Band(Record):
    """A title with one of ``titles`` asks for at least ``minimum`` and at most ``maximum`` years."""

    titles: frozenset[int]
    minimum: int
    maximum: int


class ExperienceOptions(Record):
    """For ``tool-age``: tools by the month (years * 12 + month - 1) of their release, and the months of grace.

    ``glue`` are the words that may stand between a number of years and the tool that it is bound to. For ``title``:
    the ``bands``. Sentences with one of ``without`` and those outside ``parts`` (if any) do not count.
    """

    check: str
    released: Mapping[int, int]
    grace: int
    glue: frozenset[str]
    bands: tuple[Band, ...]
    without: frozenset[int]
    parts: frozenset[str]


class ExperienceCheck:
    """Compares numbers of years; the age of a tool is reckoned by the post's own date, else by the day of the run."""

    settable = ("grace-months",)

    def parse(self, reader: Reader, context: ParseContext) -> ExperienceOptions:
        """``check: tool-age`` with ``released``, ``glue`` and ``grace-months``; ``check: title`` with ``bands``."""
        by_age = reader.choice("check", (TOOL_AGE, TITLE)) == TOOL_AGE
        return ExperienceOptions(
            TOOL_AGE if by_age else TITLE,
            _parse_releases(reader, context) if by_age else {},
            reader.integer("grace-months") if by_age else 0,
            frozenset(reader.strings("glue")) if by_age else frozenset(),
            () if by_age else tuple(_parse_bands(reader, context)),
            frozenset(context.phrases(reader, "without", ())),
            frozenset(context.parts(reader, "parts")),
        )

    def judge(self, options: object, post: Post, circumstances: Circumstances) -> Judgement:
        """A match for each number that cannot be; ``{count}`` are the years, ``{limit}`` those that can.

        For ``tool-age`` ``{names}`` is the month of the release and ``{replacement}`` the day reckoned with.
        """
        assert isinstance(options, ExperienceOptions)
        sentences = [s for s in post.sentences if _counts(s, options)]
        if options.check == TITLE:
            return Judgement(tuple(_against_title(post, sentences, options.bands)))
        day = _posting_day(post) or circumstances.today
        return Judgement(tuple(match for s in sentences for match in _too_many_years(s, options, day)))

    def example_part(self, options: object) -> str:
        """The part of one-sentence examples."""
        del options
        return "requirements"


def _parse_releases(reader: Reader, context: ParseContext) -> dict[int, int]:
    """The phrases of a vocabulary whose groups are months such as ``2018-12``."""
    value = reader.value("released")
    name = context.vocabulary(value)
    released: dict[int, int] = {}
    for group in context.vocabularies.get(name, {}):
        month = _MONTH.fullmatch(group)
        if month is None:
            raise value.error(f"released: the group '{group}' of '{name}' is no month such as '2018-12'")
        released[context.book.add(f"{{{name}/{group}}}")] = int(month[1]) * _MONTHS + int(month[2]) - 1
    return released


def _parse_bands(reader: Reader, context: ParseContext) -> Iterator[Band]:
    for value in reader.items("bands"):
        band = value.as_mapping()
        yield Band(
            frozenset(context.phrases(band, "titles")), band.integer("min-years", 0), band.integer("max-years", 99)
        )
        band.finish()


def _counts(sentence: Sentence, options: ExperienceOptions) -> bool:
    if sentence.heading or sentence.quoted or not sentence.hits.keys().isdisjoint(options.without):
        return False
    return not options.parts or sentence.part in options.parts


def _posting_day(post: Post) -> date | None:
    """The day that a post's front matter gives."""
    days = (entry.day for entry in post.document.front_values(_DATE_KEYS))
    return next((day for day in days if day is not None), None)


def _too_many_years(sentence: Sentence, options: ExperienceOptions, day: date) -> Iterator[Match]:
    now = day.year * _MONTHS + day.month - 1
    for number in sorted(options.released.keys() & sentence.hits.keys()):
        age = now - options.released[number]
        for tool in sentence.hits[number]:
            for years in find_years(sentence.tokens.folded):
                if years.least * _MONTHS > age + options.grace and _is_bound(sentence, years, tool, options.glue):
                    yield _match_tool(sentence, years, tool, options.released[number], day)


def _match_tool(sentence: Sentence, years: Years, tool: tuple[int, int], released: int, day: date) -> Match:
    age = max(0, day.year * _MONTHS + day.month - 1 - released)
    return Match(
        sentence.view.span(min(years.start, tool[0]), max(years.end, tool[1])),
        values={
            "count": str(years.least),
            "limit": str(age // _MONTHS),
            "names": f"{released // _MONTHS}-{released % _MONTHS + 1:02}",
            "replacement": day.isoformat(),
        },
    )


def _is_bound(sentence: Sentence, years: Years, tool: tuple[int, int], glue: frozenset[str]) -> bool:
    """Whether years are asked of one tool: "5 years of X", "X: 5 years", but not "5 years with X or Y"."""
    text = sentence.tokens.folded
    if years.end <= tool[0]:
        return _is_glue(text[years.end : tool[0]], glue) and _OR_ANOTHER.match(text, tool[1]) is None
    if tool[1] <= years.start:
        alone = _FROM_LIST.search(text[: tool[0]]) is None
        return alone and _is_glue(text[tool[1] : years.start], glue) and _OF_ELSE.match(text, years.end) is None
    return False


def _is_glue(text: str, glue: frozenset[str]) -> bool:
    words: Sequence[str] = tokenize(text).words
    return _SENTENCE_SIGNS.search(text) is None and all(word in glue for word in words)


def _against_title(post: Post, sentences: Sequence[Sentence], bands: Sequence[Band]) -> Iterator[Match]:
    """The least number of years that the post asks for, where the title's band has none such."""
    title_hits = post.title_hits
    asked = [(years, s) for s in sentences for years in find_years(s.tokens.folded)]
    band = next((band for band in bands if not band.titles.isdisjoint(title_hits)), None)
    if band is None or not asked:
        return
    least = min(asked, key=lambda pair: pair[0].least)
    most = max(asked, key=lambda pair: pair[0].most or pair[0].least)
    wrong, limit = least, band.maximum
    if least[0].least <= band.maximum:
        wrong, limit = most, band.minimum
        if (most[0].most or most[0].least) >= band.minimum:
            return
    years, sentence = wrong
    yield Match(
        sentence.view.span(years.start, years.end),
        values={"count": str(years.least), "limit": str(limit), "names": _title(post)},
    )


def _title(post: Post) -> str:
    return post.title.text if post.title else ""
