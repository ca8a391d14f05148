"""A linear-chain conditional random field, fitted with numpy and scipy; jdlint itself needs neither.

Its score of a post is the sum of: weights of features by part, one weight for each hint whatever the part, and
weights for the step from part to part by the kind of step, each with a share for staying in the same part.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from jdlint.post.lexicon import PARTS
from jdlint.post.part_features import Clues
from jdlint.post.part_model import PartModel
from jdlint.post.weights import Rows

STEPS = ("same", "list", "block", "section")
K, S = len(PARTS), len(STEPS)
# Penalties on the squares of weights; chosen by cross-validation among tuning employers.
L2_FEATURES, L2_STEPS, L2_HINTS = 0.4, 0.1, 0.05


@dataclass
class Batch:
    """Posts as matrices, the longest first: clues by sentence, and for each post and row the sentence's number."""

    features: csr_matrix
    hints: csr_matrix
    steps: np.ndarray
    mask: np.ndarray
    order: np.ndarray
    live: np.ndarray
    known: np.ndarray


def make_batch(
    posts: Sequence[Sequence[Clues]],
    labels: Sequence[Sequence[str | None]],
    features: dict[str, int],
    hints: dict[str, int],
) -> Batch:
    """The matrices of some posts; a sentence without a label may be of any part."""
    by_length = sorted(range(len(posts)), key=lambda i: -len(posts[i]))
    shape = (len(posts), max(len(post) for post in posts))
    steps, mask = np.zeros(shape, int), np.zeros(shape, bool)
    order: list[tuple[int, int]] = []
    known = np.ones((*shape, K), bool)
    rows, columns, hint_rows, hint_columns = [], [], [], []
    for b, i in enumerate(by_length):
        for t, (clues, label) in enumerate(zip(posts[i], labels[i], strict=True)):
            n = len(order)
            order.append((b, t))
            mask[b, t], steps[b, t] = True, STEPS.index(clues.step)
            if label is not None:
                known[b, t] = np.arange(K) == PARTS.index(label)
            found = [features[f] for f in clues.features if f in features]
            rows += [n] * len(found)
            columns += found
            for hint, part in clues.hints:
                hint_rows.append(n * K + PARTS.index(part))
                hint_columns.append(hints[hint])
    total = len(order)
    return Batch(
        csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(total, len(features))),
        csr_matrix((np.ones(len(hint_rows)), (hint_rows, hint_columns)), shape=(total * K, len(hints))),
        steps, mask, np.array(order).T, mask.sum(0), known,
    )  # fmt: skip


def marginals(batch: Batch, scores: np.ndarray, trans: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """The log of the sum over all ways, the chance of each part, and the expected counts of steps."""
    top = scores.max(2)
    local, move = np.exp(scores - top[:, :, None]), np.exp(trans)
    count, length, _ = scores.shape
    ahead, back, scale = np.zeros_like(local), np.ones_like(local), np.ones((count, length))
    for t in range(length):
        n = batch.live[t]
        here = local[:n, t]
        if t:
            here = here * np.einsum("bk,bkj->bj", ahead[:n, t - 1], move[batch.steps[:n, t]])
        scale[:n, t] = here.sum(1)
        ahead[:n, t] = here / scale[:n, t, None]
    for t in range(length - 2, -1, -1):
        n = batch.live[t + 1]
        after = local[:n, t + 1] * back[:n, t + 1]
        back[:n, t] = np.einsum("bkj,bj->bk", move[batch.steps[:n, t + 1]], after) / scale[:n, t + 1, None]
    chance = ahead * back * batch.mask[..., None]
    right = local[:, 1:] * back[:, 1:] / scale[:, 1:, None]
    counts = np.zeros_like(trans)
    for s in range(S):
        chosen = (batch.steps[:, 1:] == s) & batch.mask[:, 1:]
        counts[s] = move[s] * (ahead[:, :-1][chosen].T @ right[chosen])
    return float(((np.log(scale) + top) * batch.mask).sum()), chance, counts


class Field:
    """The field's weights, cut from one vector."""

    def __init__(self, vector: np.ndarray, features: int, hints: int) -> None:
        parts = np.split(vector, np.cumsum([features * K, hints, S * K * K]))
        self.features, self.hints = parts[0].reshape(features, K), parts[1]
        self.steps, self.stay = parts[2].reshape(S, K, K), parts[3]

    @property
    def trans(self) -> np.ndarray:
        """The weights of steps, with those of staying."""
        return self.steps + self.stay[:, None, None] * np.eye(K)


def fit(
    posts: Sequence[Sequence[Clues]], labels: Sequence[Sequence[str | None]], keep: AbstractSet[str], rounds: int
) -> PartModel:
    """The model that makes the labels likeliest, with the penalties above."""
    features = {name: i for i, name in enumerate(sorted(keep))}
    names = sorted({hint for post in posts for clues in post for hint, _ in clues.hints})
    hints = {name: i for i, name in enumerate(names)}
    batch = make_batch(posts, labels, features, hints)
    size = len(features) * K + len(hints) + S * K * K + S

    def loss(vector: np.ndarray) -> tuple[float, np.ndarray]:
        field = Field(vector, len(features), len(hints))
        flat = batch.features @ field.features + (batch.hints @ field.hints).reshape(-1, K)
        scores = np.zeros((*batch.mask.shape, K))
        scores[tuple(batch.order)] = flat
        every, chance, counts = marginals(batch, scores, field.trans)
        right, sure, seen = marginals(batch, np.where(batch.known, scores, -300.0), field.trans)
        gap, moves = (chance - sure)[tuple(batch.order)], counts - seen
        value = every - right
        slopes = [batch.features.T @ gap, batch.hints.T @ gap.ravel(), moves, moves.trace(axis1=1, axis2=2)]
        weights = [field.features, field.hints, field.steps, field.stay]
        for i, penalty in enumerate((L2_FEATURES, L2_HINTS, L2_STEPS, L2_HINTS)):
            value += penalty / 2 * float((weights[i] ** 2).sum())
            slopes[i] = np.ravel(slopes[i] + penalty * weights[i])
        return value, np.concatenate(slopes)

    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 8})
    return rounded(Field(found.x, len(features), len(hints)), features, hints)


def rounded(field: Field, features: dict[str, int], hints: dict[str, int], least: int = 5) -> PartModel:
    """The model in hundredths, without weights of features that are below ``least``."""
    cells = np.rint(100 * field.features).astype(int)
    rows = {name: [str(w) if abs(w) >= least else "" for w in cells[i]] for name, i in features.items()}
    return PartModel(
        Rows({name: "\t".join(row).rstrip("\t") for name, row in rows.items() if any(row)}, K),
        {name: round(100 * float(field.hints[i])) for name, i in hints.items()},
        {step: np.rint(100 * field.trans[i]).astype(int).tolist() for i, step in enumerate(STEPS)},
    )
