"""What a judgement hangs on besides the post and the rule."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from jdlint.record import Record


class Circumstances(Record):
    """The circumstances of a run, the same for all of its posts.

    ``today`` is the day by which ages, deadlines and laws are reckoned; it is the calendar's unless given, so give it
    where a run has to be repeatable. ``jurisdictions`` are the codes (``US-CO``) of the places whose laws hold for
    the posts, ``provided_elsewhere`` the parts (``apply``) that the site adds around a post.
    """

    today: date = field(default_factory=date.today)
    jurisdictions: tuple[str, ...] = ()
    provided_elsewhere: frozenset[str] = frozenset()
