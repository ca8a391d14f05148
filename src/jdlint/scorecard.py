"""A post at a glance: the level of each criterion with its evidence, the facts, and what lists only name tools."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import islice

from jdlint.checks import CHECKS
from jdlint.checks.builtin import BUILTINS
from jdlint.checks.circumstances import Circumstances
from jdlint.checks.coverage import CoverageOptions, things_told
from jdlint.checks.fact import FactOptions
from jdlint.checks.judgement import ABSENT, CONCRETE, GENERIC, Clues, Judgement
from jdlint.engine import UNJUDGED
from jdlint.errors import JdlintError
from jdlint.finding import Span
from jdlint.post.post import Post, Sentence
from jdlint.record import Record
from jdlint.ruleset.family_file import Family
from jdlint.ruleset.rule import LEVELLED_KINDS, Rule

LEVEL_NUMBERS = {ABSENT: 0, GENERIC: 1, CONCRETE: 2}
NOT_APPLICABLE = "n/a"
TOOL_LISTS = "tool-only-list"
LIFECYCLE = "lifecycle-coverage"
MAX_QUOTES = 3
# In the order in which a scorecard shows them; those of the user's own rules follow.
CRITERIA = (
    "role-type",
    "business-problem",
    "role-impact",
    "ownership",
    "tech-environment",
    "data",
    "deployment",
    "operations",
    "metrics",
    "team",
)
FACTS = (
    "seniority_stated",
    "salary_stated",
    "location_stated",
    "how_to_apply",
    "process_stated",
    "equal_opportunity",
    "must_nice_split",
    "benefits_stated",
)
_REASONS = {
    "language-not-supported": "the post is not in English",
    "not-a-job-post": "the file is no job post",
}


class Quote(Record):
    """A sentence of a post, with its place.

    Lines and columns count from 1, columns in code points; ``end_column`` is exclusive. ``text`` is as the source
    has it and ``plain`` as a reader sees it, without Markdown; both are on one line. ``mark`` are the telling words
    in ``plain``, as half-open offsets; a sentence that tells as a whole has none. ``clues`` are those of a judgement.
    """

    span: Span
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    plain: str
    mark: tuple[int, int] = (0, 0)
    clues: Clues = ()


class CriterionScore(Record, eq=False):
    """The level of a criterion: 0 absent, 1 generic, 2 concrete, ``"n/a"``, or ``None`` with a ``reason``.

    ``quotes`` are the sentences that show it, at most three, the best first.
    """

    rule: Rule
    level: int | str | None
    quotes: tuple[Quote, ...] = ()
    reason: str | None = None

    @property
    def evidence(self) -> tuple[Span, ...]:
        """Where the quotes stand in the source."""
        return tuple(quote.span for quote in self.quotes)


class PartRange(Record):
    """Lines ``line`` to ``end_line`` (from 1, both included) belong to ``part``."""

    line: int
    end_line: int
    part: str


class Scorecard(Record, eq=False):
    """What a post says and does not say.

    ``criteria`` are by rule id, ``facts`` by field, each with the place that states it or ``None``;
    ``tool_lists`` are first and last lines. ``title`` is the job's title as a reader sees it. ``stages`` are those of
    a model's life, each with the sentence that speaks of it or ``None``; there are none where the post is not asked
    for them or they cannot be told. ``reason`` says why nothing of the file was judged, where that is so.
    """

    path: str
    family: str | None
    criteria: Mapping[str, CriterionScore]
    facts: Mapping[str, Span | None]
    tool_lists: tuple[tuple[int, int], ...] = ()
    parts: tuple[PartRange, ...] = ()
    title: str | None = None
    reason: str | None = None
    stages: Mapping[str, Span | None] = field(default_factory=dict)


class ScoreReport(Record, eq=False):
    """The scorecards of a run in the order of the files, what went wrong, and what was left out."""

    posts: tuple[Scorecard, ...] = ()
    errors: tuple[JdlintError, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """2 when something could not be judged for an error, else 0: a level is never a fault."""
        return 2 if self.errors else 0


def score(
    post: Post,
    rules: Sequence[Rule],
    families: Mapping[str, Family],
    family: str | None = None,
    circumstances: Circumstances | None = None,
) -> Scorecard:
    """The scorecard of a post by ``rules``.

    ``family`` overrides the one read from the post. Without ``circumstances`` the day is the calendar's.
    """
    criteria = _in_order((rule.id, rule) for rule in rules if _is_criterion(rule))
    facts = _in_order((rule.options.field, rule) for rule in rules if isinstance(rule.options, FactOptions))
    for rule_id in UNJUDGED:
        if BUILTINS[rule_id](post):
            reason = _REASONS[rule_id]
            unjudged = {name: CriterionScore(rule, None, reason=reason) for name, rule in criteria.items()}
            return Scorecard(post.source.path, None, unjudged, dict.fromkeys(facts), reason=reason)
    name = family or post.family.family
    starts = tuple(sentence.span.start for sentence in post.sentences)
    circumstances = circumstances or Circumstances()
    scorer = _Scorer(post, name, families.get(name) if name else None, starts, circumstances)
    return Scorecard(
        post.source.path,
        name,
        {key: scorer.score(rule) for key, rule in criteria.items()},
        {key: next(iter(_judge(rule, post, circumstances).evidence), None) for key, rule in facts.items()},
        tuple(_tool_lists(post, rules, circumstances)),
        tuple(_part_ranges(post)),
        " ".join(post.title.text.split()) if post.title else None,
        stages=_stages(post, rules, name),
    )


def _is_criterion(rule: Rule) -> bool:
    return rule.kind in LEVELLED_KINDS and rule.category == "criteria"


def _in_order(rules: Iterable[tuple[str, Rule]]) -> dict[str, Rule]:
    """The rules by name, those that every scorecard has first."""
    order = {name: number for number, name in enumerate((*CRITERIA, *FACTS))}
    return dict(sorted(rules, key=lambda named: (order.get(named[0], len(order)), named[0])))


def _judge(rule: Rule, post: Post, circumstances: Circumstances) -> Judgement:
    return CHECKS[rule.kind].judge(rule.options, post, circumstances)


class _Scorer(Record, eq=False):
    """A post to be judged as one of a family; ``starts`` are the offsets of its sentences."""

    post: Post
    family_name: str | None
    family: Family | None
    starts: tuple[int, ...]
    circumstances: Circumstances

    def score(self, rule: Rule) -> CriterionScore:
        """What the post says by a rule."""
        if not (rule.applies_to_any_family or self.family_name in rule.families):
            return CriterionScore(rule, NOT_APPLICABLE)
        judgement = _judge(rule, self.post, self.circumstances)
        if judgement.level is None:
            return CriterionScore(rule, None, reason=judgement.not_evaluated)
        if judgement.matches and self.family is not None and not self.family.is_asked(rule.id, judgement.level):
            return CriterionScore(rule, NOT_APPLICABLE)
        spans = judgement.evidence or tuple(match.span for match in judgement.matches if match.level == GENERIC)
        return CriterionScore(
            rule, LEVEL_NUMBERS[judgement.level], tuple(islice(self._quotes(spans, judgement), MAX_QUOTES))
        )

    def _quotes(self, spans: Iterable[Span], judgement: Judgement) -> Iterator[Quote]:
        """The sentences that some places stand in, each once."""
        shown: set[Span] = set()
        for span in spans:
            sentence = self._sentence_at(span)
            place = sentence.span if sentence else span
            if place not in shown:
                shown.add(place)
                yield replace(_quote(self.post, place, sentence, span), clues=judgement.clues.get(place, ()))

    def _sentence_at(self, span: Span) -> Sentence | None:
        index = bisect_right(self.starts, span.start) - 1
        sentence = self.post.sentences[index] if index >= 0 else None
        return sentence if sentence is not None and span.end <= sentence.span.end else None


def _quote(post: Post, span: Span, sentence: Sentence | None, telling: Span) -> Quote:
    source = post.source
    text = source.words(span)
    place = (*source.position(span.start), *source.position(span.end))
    if sentence is None:
        return Quote(span, *place, text, text)
    mark = (0, 0) if telling == span else _mark(sentence, telling)
    return Quote(span, *place, text, " ".join(sentence.text.split()), mark)


def _mark(sentence: Sentence, telling: Span) -> tuple[int, int]:
    """Where a place in the source stands in the sentence's text on one line."""
    text, view = sentence.text, sentence.view
    start = bisect_right(range(len(text)), telling.start, key=lambda index: view.span(index, index + 1).end)
    end = bisect_left(range(len(text)), telling.end, key=lambda index: view.span(index, index + 1).start)
    return len(" ".join(f"{text[:start]}.".split())) - 1, len(" ".join(text[:end].split()))


def _tool_lists(post: Post, rules: Sequence[Rule], circumstances: Circumstances) -> Iterator[tuple[int, int]]:
    for rule in rules:
        if rule.id == TOOL_LISTS:
            for match in _judge(rule, post, circumstances).matches:
                end = max(match.span.start, match.span.end - 1)
                yield post.source.position(match.span.start)[0], post.source.position(end)[0]


def _stages(post: Post, rules: Sequence[Rule], family: str | None) -> Mapping[str, Span | None]:
    for rule in rules:
        asked = rule.applies_to_any_family or family in rule.families
        if rule.id == LIFECYCLE and isinstance(rule.options, CoverageOptions) and asked:
            return things_told(rule.options, post)
    return {}


def _part_ranges(post: Post) -> Iterator[PartRange]:
    """Runs of sentences of one part, as ranges of lines."""
    current: PartRange | None = None
    for sentence in post.sentences:
        end_line = post.source.position(max(sentence.span.start, sentence.span.end - 1))[0]
        if current is not None and current.part == sentence.part:
            current = PartRange(current.line, end_line, current.part)
            continue
        if current is not None:
            yield current
        current = PartRange(sentence.line, end_line, sentence.part)
    if current is not None:
        yield current
