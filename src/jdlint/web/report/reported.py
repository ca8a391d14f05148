"""What a report holds of each post: what its rules found, its scorecard, and its text."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from jdlint.engine import Result
from jdlint.finding import Finding, Span
from jdlint.post.document import FrontMatter
from jdlint.post.source import Source
from jdlint.post.tree import Child
from jdlint.record import Record
from jdlint.scorecard import Scorecard
from jdlint.web.report.marks import Mark


class ReportedPost(Record, eq=False):
    """A post with all that is told of it; ``key`` begins the ids of what is about it on the page."""

    key: str
    source: Source
    front_matter: FrontMatter | None
    body: tuple[Child, ...]
    result: Result
    card: Scorecard

    @property
    def title(self) -> str:
        """The job's title, or the file's name where none was found."""
        return self.card.title or self.source.path.replace("\\", "/").rsplit("/", maxsplit=1)[-1]

    @property
    def in_text(self) -> tuple[Finding, ...]:
        """The findings about words of the post, in their order."""
        return tuple(finding for finding in self.result.findings if not finding.whole)

    @property
    def of_whole(self) -> tuple[Finding, ...]:
        """The findings about the post as a whole."""
        return tuple(finding for finding in self.result.findings if finding.whole)

    def finding_marks(self) -> tuple[Mark, ...]:
        """A mark for each finding about words: ``f1``, ``f2`` and so on."""
        numbered = zip(count(1), self.in_text, strict=False)
        return tuple(Mark(f"f{number}", finding.span, finding.severity) for number, finding in numbered)

    def evidence_keys(self) -> Mapping[Span, str]:
        """A key, ``e1``, ``e2`` and so on, for each place that shows a criterion, states a fact or speaks of a stage."""
        spans = [quote.span for score in self.card.criteria.values() for quote in score.quotes]
        spans += [span for span in (*self.card.facts.values(), *self.card.stages.values()) if span is not None]
        return {span: f"e{number}" for number, span in enumerate(dict.fromkeys(spans), start=1)}
