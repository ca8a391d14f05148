"""What jdlint reports: severities, spans and findings."""

from __future__ import annotations

from enum import IntEnum

from jdlint.record import Record


class Severity(IntEnum):
    """How grave a finding is; a higher value is graver."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The severity's name as users write it."""
        return self.name.lower()

    @classmethod
    def from_label(cls, label: str) -> Severity:
        """The severity called ``label``; raises ``KeyError`` for any other word."""
        return cls[label.upper()]


class Span(Record, order=True):
    """A half-open range of code-point offsets into a source's text."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        """Written out, as there is none of which more are made."""
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)


class Edit(Record, order=True):
    """The text at ``span`` is to be replaced by ``replacement``."""

    span: Span
    replacement: str


class Fix(Record):
    """Edits that mend a finding together; ``title`` says in the imperative what they do.

    A ``safe`` fix changes no meaning. The edits are in the order of the text and do not overlap. ``same_blocks``
    says that headings, paragraphs and list items stay what they are.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True
    same_blocks: bool = True


class Finding(Record):
    """One thing that a post does or leaves out.

    Lines and columns count from 1, columns in code points; ``end_column`` is exclusive.
    ``level`` is ``"absent"`` or ``"generic"`` for a criterion, else ``None``. ``whole`` is about the post as a
    whole, and its place only stands for one.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    severity: Severity
    message: str
    ask: str | None
    level: str | None
    span: Span
    fix: Fix | None = None
    whole: bool = False

    @property
    def sort_key(self) -> tuple[str, int, int, str, int]:
        """The order of findings: path, line, column, rule."""
        return (self.path, self.line, self.column, self.rule, self.end_column)


class Evidence(Record):
    """The words with which a post satisfies a criterion; places as in a finding."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    text: str
    span: Span


class NotEvaluated(Record):
    """A rule that could not judge a post, and why."""

    path: str
    rule: str
    reason: str
