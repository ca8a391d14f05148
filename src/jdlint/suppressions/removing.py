"""Taking names out of a suppression, or the suppression out of its post."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from jdlint.finding import Edit, Span
from jdlint.late import expression
from jdlint.post.document import Document
from jdlint.suppressions.directive import KEY, Directive, Name

_PLAIN = expression(r"[A-Za-z][A-Za-z-]*")


def without_names(document: Document, directive: Directive, unwanted: Sequence[Name]) -> tuple[Edit, ...]:
    """The edits that take some of a suppression's names out, and all of it where none is left.

    There are none where a comment in the front matter, or two reasons there, would be lost.
    """
    kept = [name for name in directive.names if name not in unwanted]
    if directive.front_matter:
        return _in_front_matter(document, directive, kept)
    if not kept:
        return (_comment_removed(document.source.text, directive.span),)
    text = document.source.text
    names = directive.names
    between = text[names[0].span.end : names[1].span.start]
    place = Span(names[0].span.start, names[-1].span.end)
    return (Edit(place, (", " if "," in between else " ").join(name.text for name in kept)),)


def _in_front_matter(document: Document, directive: Directive, kept: Sequence[Name]) -> tuple[Edit, ...]:
    text = document.source.text
    span = directive.span
    written = text[span.start : span.end]
    if "#" in written or "--" in written or document.front_matter is None:
        return ()
    if not kept:
        return (Edit(_whole_lines(text, span), ""),)
    if document.front_matter.format == "toml":
        return (Edit(span, f"{KEY} = {json.dumps([name.text for name in kept])}"),)
    listed = ", ".join(name.text if _PLAIN.fullmatch(name.text) else json.dumps(name.text) for name in kept)
    return (Edit(span, f"{KEY}: [{listed}]"),)


def _whole_lines(text: str, span: Span) -> Span:
    """The span with the rest of its last line, newline included."""
    return Span(span.start, _after_newline(text, _skip_blanks(text, span.end)))


def _comment_removed(text: str, span: Span) -> Edit:
    """A comment goes with its line when it is alone there, and with the blank that parts it from text.

    A blank line is left where the comment parted two paragraphs, and only one where it stood between two.
    """
    before = span.start - len(text[: span.start]) + len(text[: span.start].rstrip(" \t"))
    after = _skip_blanks(text, span.end)
    at_line_start = before == 0 or text[before - 1] in "\r\n"
    at_line_end = after == len(text) or text[after] in "\r\n"
    if not (at_line_start and at_line_end):
        if at_line_end:
            return Edit(Span(before, after), "")
        if before < span.start and after > span.end:
            return Edit(Span(span.start, after), "")
        return Edit(span, "")
    following = _after_newline(text, after)
    blank_before = not text[:before].strip() or bool(
        re.search(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\Z", text[max(0, before - 1_000) : before])
    )
    blank_after = bool(re.match(r"[ \t]*(?:\r\n|\r|\n|\Z)", text[following:]))
    if not blank_before and not blank_after:
        return Edit(Span(before, after), "")
    if blank_before and blank_after:
        following = _after_newline(text, _skip_blanks(text, following))
    return Edit(Span(before, following), "")


def _skip_blanks(text: str, offset: int) -> int:
    while offset < len(text) and text[offset] in " \t":
        offset += 1
    return offset


def _after_newline(text: str, offset: int) -> int:
    match = re.compile(r"\r\n|\r|\n").match(text, offset)
    return match.end() if match else offset
