"""A post's suppressions as values: which form, which names, which reason, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jdlint.finding import Span
from jdlint.late import expression
from jdlint.post.document import Document, FrontMatterValue, TextView
from jdlint.record import Record

PREFIX = "jdlint-"
FORMS = ("disable", "enable", "disable-line", "disable-next-line", "disable-next-block", "disable-file")
KEY = "jdlint-disable"

_COMMENT = expression(r"<!--\s*(?P<form>jdlint[-:]\S*?)(?P<rest>(?:\s.*?)?)\s*(?:-->)?\Z", re.DOTALL | re.IGNORECASE)
_REASON = expression(r"(?:^|\s)--+(?:\s+|$)")
_NAME = expression(r"[^\s,]+")


class Name(Record):
    """A rule's id, a category or ``ALL``, and where it stands; ``written`` is false where nothing was named."""

    text: str
    span: Span
    written: bool = True


class Directive(Record):
    """One suppression; ``form`` is one of ``FORMS``, or what stands where a form should.

    ``form_span`` is the place of the form's word, ``span`` that of the whole comment. In front matter, where
    the form is ``disable-file``, they are the key's place and that of key and value. ``reason`` is ``None``
    where there is none. Names are empty only in a list of the front matter that is no list.
    """

    form: str
    form_span: Span
    span: Span
    names: tuple[Name, ...]
    reason: str | None = None
    front_matter: bool = False

    @property
    def known(self) -> bool:
        """Whether the form is one that there is."""
        return self.form in FORMS


def read_directives(document: Document) -> tuple[Directive, ...]:
    """The suppressions of a post, in the order of the source."""
    found = [*_in_front_matter(document), *_in_comments(document)]
    return tuple(sorted(found, key=lambda directive: directive.span))


def _in_comments(document: Document) -> Iterator[Directive]:
    text = document.source.text
    for span in document.comments:
        match = _COMMENT.match(text[span.start : span.end])
        if match is None:
            continue
        form_span = _shifted(match.span("form"), span.start)
        form = match["form"].lower()
        names, reason = _names_and_reason(match["rest"], span.start + match.start("rest"))
        yield Directive(
            form.removeprefix(PREFIX), form_span, span, names or (Name("ALL", form_span, written=False),), reason
        )


def _names_and_reason(text: str, place: int) -> tuple[tuple[Name, ...], str | None]:
    """The names before a ``--``, and the reason after it; ``place`` is where the text begins in the source."""
    dashes = _REASON.search(text)
    reason = " ".join(text[dashes.end() :].split()) if dashes else ""
    listed = text[: dashes.start()] if dashes else text
    return tuple(Name(m.group(), _shifted(m.span(), place)) for m in _NAME.finditer(listed)), reason or None


def _shifted(place: tuple[int, int], offset: int) -> Span:
    return Span(place[0] + offset, place[1] + offset)


def _in_front_matter(document: Document) -> Iterator[Directive]:
    """One suppression for the list in the front matter; each of its texts may have a reason of its own."""
    entry = document.front_matter.values.get(KEY) if document.front_matter else None
    if entry is None:
        return
    span = Span(entry.key_span.start, max(entry.span.end, entry.key_span.end))
    read = [_item(view) for view in entry.texts] if _is_list(entry) else []
    names = tuple(name for names, _ in read for name in names)
    reasons = [reason for _, reason in read]
    reason = "; ".join(dict.fromkeys(filter(None, reasons))) if reasons and all(reasons) else None
    yield Directive("disable-file", entry.key_span, span, names, reason, front_matter=True)


def _is_list(entry: FrontMatterValue) -> bool:
    """Whether a value is a text or a list of texts."""
    items = entry.value if isinstance(entry.value, list) else [entry.value]
    return all(isinstance(item, str) for item in items)


def _item(view: TextView) -> tuple[tuple[Name, ...], str | None]:
    names, reason = _names_and_reason(view.text, 0)
    return tuple(Name(name.text, view.span(name.span.start, name.span.end)) for name in names), reason
