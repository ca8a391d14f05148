"""Whether a post is open to applications, as its front matter tells."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jdlint.post.document import FrontMatter, plain_key

PublicationState = Literal["open", "draft", "closed"]

# The last day on which one can apply.
LAST_DAYS = frozenset({"validthrough", "applicationdeadline", "closingdate", "deadline", "expires", "expirydate"})

_FALSE = frozenset({"active", "open", "published"})
_TRUE = {"draft": "draft", "archived": "closed", "closed": "closed", "expired": "closed", "filled": "closed"}


def state_on(front_matter: FrontMatter | None, today: date) -> PublicationState:
    """Whether a post is a draft, or closed on the day ``today``: by a mark, or because its last day is past."""
    marked = marked_state(front_matter)
    if marked != "open" or front_matter is None:
        return marked
    days = (entry.day for key, entry in front_matter.values.items() if plain_key(key) in LAST_DAYS)
    return "closed" if any(day is not None and day < today for day in days) else "open"


def marked_state(front_matter: FrontMatter | None) -> PublicationState:
    """Whether a post is marked as a draft or as closed, whatever its dates are."""
    for key, entry in (front_matter.values if front_matter else {}).items():
        name = plain_key(key)
        if name in _TRUE and entry.value is True:
            return "draft" if _TRUE[name] == "draft" else "closed"
        if name in _FALSE and entry.value is False:
            return "draft" if name == "published" else "closed"
    return "open"
