"""The employer's name, as far as a post's layout gives it away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jdlint.late import expression
from jdlint.phrases.tokens import tokenize
from jdlint.post.drafts import Draft

# "About Acme", "Why join Acme?"; "Company: Acme Rail"; "At Acme Rail, we build …".
_HEADING = expression(r"\W*(?i:about|why(?: join)?|life at|working at|who is|join)\s+((?:[A-Z][\w&.'’-]*\s*){1,3})\W*")
_LABEL = expression(r"\W*(?i:company|employer|organi[sz]ation)\W*:\W*(\S.{1,40})")
_IN_TEXT = expression(r"\b(?:At|Join|About) ((?:[A-Z0][\w&.'’-]*\s?){1,3}),")
# Words that stand where names do, or are part of many.
_NO_NAMES = frozenset(
    {"about", "ai", "and", "bank", "company", "data", "for", "gmbh", "group", "health", "here", "inc"}
)
_NO_NAMES |= {"it", "job", "join", "lab", "labs", "llc", "ltd", "of", "opportunity", "our", "position", "research"}
_NO_NAMES |= {"role", "science", "systems", "team", "technologies", "technology", "the", "this", "university", "us"}
_NO_NAMES |= {"we", "working", "you"}
_MOST_WORDS = 3
_BOARD_LEVEL = 3


def employer_words(drafts: Sequence[Draft]) -> frozenset[str]:
    """The words of the employer's name, folded; empty where the layout does not give it away."""
    words = {word for name in _names(drafts) for word in tokenize(name).words}
    return frozenset(word for word in words if word not in _NO_NAMES and len(word) > 1 and not word.isdigit())


def _names(drafts: Sequence[Draft]) -> Iterator[str]:
    above: Draft | None = None
    for draft in drafts:
        heading = draft.heading.block.view.text.strip() if draft.heading else ""
        found = _HEADING.fullmatch(heading)
        if found:
            yield found.group(1)
        # Boards write "# Title" and, below it, "### Company".
        if above is not None and above.part == "title" and draft.own is None and draft.level == _BOARD_LEVEL:
            yield heading
        for unit in draft.units:
            text = unit.block.view.text
            label = _LABEL.match(text)
            if label and len(label.group(1).split()) <= _MOST_WORDS:
                yield label.group(1)
            yield from (name.group(1) for name in _IN_TEXT.finditer(text))
        above = draft
