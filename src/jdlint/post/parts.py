"""Which part of a post each block belongs to: by its heading first, by its words second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from jdlint.post.lexicon import Lexicon
from jdlint.post.part_features import Draft, Reading, Unit

# Under these headings anything may stand, so that lists and paragraphs are told by their words.
_LOOSE = frozenset({"role", "other", "about-company", "about-team", "title", "facts"})
# Statements that sites append to whatever section comes last.
_APPENDED = frozenset({"equal-opportunity", "legal", "apply", "process", "pay", "benefits"})
_SETTLING = frozenset({"responsibilities", "requirements", "preferred"})
# Running text before the lists introduces the job, whatever its words are otherwise found in.
_INTRODUCTION = {"responsibilities": "role", "requirements": "role", "preferred": "role"}
_SURE = 3


def part_units(drafts: Sequence[Draft], lexicon: Lexicon) -> Iterator[tuple[Unit, tuple[str, ...]]]:
    """Each unit with the part of each of its sentences."""
    settled = False
    for draft in drafts:
        previous: str | None = None
        for group in _groups(draft.units):
            if draft.part is not None and draft.part not in _LOOSE:
                parts = _under_known_heading(group, draft.part, lexicon)
            elif group[0].block.list_number is not None:
                parts = _loose_list(group, draft.part, previous, lexicon)
            else:
                parts = _loose_paragraph(group[0], draft.part, previous, lexicon, settled=settled)
            flat = iter(parts)
            for unit in group:
                yield unit, tuple(next(flat) for _ in unit.readings)
            previous = parts[-1] if parts else previous
            settled = settled or (previous in _SETTLING)


def _groups(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Lists as a whole, with what is nested in them; every other block for itself."""
    group: list[Unit] = []
    for unit in units:
        same = group and unit.block.list_number is not None and group[-1].block.list_number is not None
        if group and not same:
            yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _under_known_heading(group: Sequence[Unit], part: str, lexicon: Lexicon) -> list[str]:
    """The heading's part, but for a paragraph that is surely a statement of the kind that sites append."""
    readings = [reading for unit in group for reading in unit.readings]
    votes = _votes(readings, lexicon)
    best, strength = _best(votes)
    appended = best in _APPENDED and strength >= _SURE and not votes.get(part) and group[0].block.list_number is None
    return [best if appended else part] * len(readings)


def _loose_list(group: Sequence[Unit], part: str | None, previous: str | None, lexicon: Lexicon) -> list[str]:
    """A list is of one part: that of most of its items, else that of the line before it."""
    readings = [reading for unit in group for reading in unit.readings]
    best, strength = _best(_votes(readings, lexicon))
    enough = strength >= max(_SURE, len(readings))
    found = best if enough else (previous or _part_or(part, "other"))
    return [found] * len(readings)


def _loose_paragraph(
    unit: Unit, part: str | None, previous: str | None, lexicon: Lexicon, *, settled: bool
) -> list[str]:
    """A paragraph is told sentence by sentence; one that tells nothing goes with those around it."""
    whole, strength = _best(_voiced(_votes(unit.readings, lexicon), settled=settled))
    default = (
        _part_or(part, "") or (whole if strength >= _SURE else previous) or ("other" if settled else "about-company")
    )
    parts: list[str] = []
    for reading in unit.readings:
        best, strength = _best(_voiced(_votes([reading], lexicon), settled=settled))
        if strength >= _SURE and (part is None or part in ("title", "other") or best in _APPENDED):
            parts.append(best)
        else:
            parts.append(parts[-1] if parts and part is None else default)
    return parts


def _part_or(part: str | None, otherwise: str) -> str:
    return otherwise if part is None or part in ("title", "other") else part


def _voiced(votes: Counter[str], *, settled: bool) -> Counter[str]:
    """Votes with those for lists counted as an introduction, as long as no list has come."""
    if settled:
        return votes
    voiced: Counter[str] = Counter()
    for part, count in votes.items():
        voiced[_INTRODUCTION.get(part, part)] += count
    return voiced


def _best(votes: Counter[str]) -> tuple[str, int]:
    return max(votes.items(), key=lambda item: item[1], default=("", 0))


def _votes(readings: Iterable[Reading], lexicon: Lexicon) -> Counter[str]:
    votes: Counter[str] = Counter()
    for reading in readings:
        votes.update(lexicon.part_votes(reading.hits))
    return votes
