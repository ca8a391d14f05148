"""A log-linear model of the parts of a post: it weighs the clues of each sentence and reads the post as a whole.

Its weights are a table, ``rules/_models/parts.tsv``, that ``benchmarks/train_parts.py`` writes: a row for each
clue, a column for each part, in hundredths. The parts that together fit a whole post best are found with
Viterbi's algorithm (1967), so that a sentence that says little goes with those around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from jdlint.errors import RuleError
from jdlint.post.lexicon import PARTS
from jdlint.post.part_features import Clues
from jdlint.post.weights import Rows
from jdlint.record import Record
from jdlint.rules_dir import read_weights

HEADER = "\t".join(("clue", *PARTS))
COMMENT, STEP, HINT = "//", "step:", "hint:"
_NOTHING = [0] * len(PARTS)
_INDEX = {part: index for index, part in enumerate(PARTS)}
# Parts that lie this far (in hundredths) behind the best one, by a sentence's own clues, are left out.
_BEHIND = 900


class PartModel(Record):
    """Weights in hundredths, for parts by their index in ``PARTS``.

    ``features`` has the weights of each feature and ``hints`` the one weight of each hint. ``steps`` lead from
    the kind of step and the part before it to the weights of the parts after it.
    """

    features: Rows
    hints: Mapping[str, int]
    steps: Mapping[str, Sequence[Sequence[int]]]

    def scores(self, clues: Clues) -> list[int]:
        """What a sentence's own clues say for each part."""
        sums = [*self.features.sums(sum(map(self.features.packed.__getitem__, clues.features)))]
        for hint, name in clues.hints:
            sums[_INDEX[name]] += self.hints.get(hint, 0)
        return sums

    def best_parts(self, post: Sequence[Clues]) -> list[str]:
        """The parts of all sentences of a post that go together best; the earlier of ``PARTS`` among equals."""
        ways: list[dict[int, int]] = []
        sums: dict[int, int] = {}
        for clues in post:
            steps = self.steps[clues.step]
            scores = self.scores(clues)
            least = max(scores) - _BEHIND
            way: dict[int, int] = {}
            here: dict[int, int] = {}
            for part, score in enumerate(scores):
                if score < least:
                    continue
                best, before = 0, -1
                for other, total in sums.items():
                    through = total + steps[other][part]
                    if before < 0 or through > best:
                        best, before = through, other
                here[part], way[part] = best + score, before
            ways.append(way)
            sums = here
        return _walk_back(ways, sums)

    def reasons(self, clues: Clues, part: str, most: int = 5) -> list[tuple[str, float]]:
        """What speaks most for a part, with how much more than for the mean of all parts."""
        index = _INDEX[part]
        weights: dict[str, float] = {}
        for feature in clues.features:
            row = [*self.features.row(feature), *_NOTHING][: len(PARTS)]
            weights[feature] = row[index] - sum(row) / len(PARTS)
        for hint, name in clues.hints:
            if name == part:
                weights[hint] = weights.get(hint, 0) + self.hints.get(hint, 0)
        found = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most]
        return [(clue, round(weight / 100, 2)) for clue, weight in found if weight > 0]


def _walk_back(ways: Sequence[Mapping[int, int]], sums: Mapping[int, int]) -> list[str]:
    if not ways:
        return []
    part = max(sums, key=lambda index: (sums[index], -index))
    path = [part]
    for way in reversed(ways[1:]):
        part = way[part]
        path.append(part)
    return [PARTS[index] for index in reversed(path)]


def read_model(text: str, path: str) -> PartModel:
    """A model from its table; lines that begin with ``//`` are comments."""
    lines = [line for line in text.splitlines() if line and not line.startswith(COMMENT)]
    if not lines or lines[0] != HEADER:
        raise RuleError("this is no table of weights for parts", path=path, hint="install jdlint again")
    features: dict[str, str] = {}
    hints: dict[str, int] = {}
    steps: dict[str, list[list[int]]] = {}
    for line in lines[1:]:
        name, _, cells = line.partition("\t")
        if name.startswith(STEP):
            step, _, before = name.removeprefix(STEP).partition("/")
            table = steps.setdefault(step, [[0] * len(PARTS) for _ in PARTS])
            table[_INDEX[before]] = [int(cell or 0) for cell in cells.split("\t")]
        elif name.startswith(HINT):
            hints[name.removeprefix(HINT)] = int(cells)
        else:
            features[name] = cells
    return PartModel(Rows(features, len(PARTS)), hints, steps)


@cache
def shipped_model() -> PartModel:
    """The weights that jdlint ships, read when the first post is."""
    return read_model(*read_weights("parts.tsv"))
