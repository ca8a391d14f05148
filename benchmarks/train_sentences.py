"""Fit the model that tells concrete sentences from others, or measure it by cross-validation.

    python benchmarks/train_sentences.py [LABELS ...] --unseen FILE [FILE ...] --cross-validate [--folds 8]
    python benchmarks/train_sentences.py [LABELS ...] --unseen FILE [FILE ...] --write

Needs scikit-learn. LABELS are as in ``accuracy.py``. The posts of ``--unseen`` are learnt from too, and the
thresholds are found on them: no pattern may have been written with them, or patterns would be trusted too much.
Folds never share an employer. Words are taken only from posts of ``EMPLOYERS`` employers or more, so that the table
holds nothing that tells a post.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from figures import kappa
from judged import Judged, judge_all
from labels import CORPUS, LEVELLED, LabelledPost, read_labelled
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from jdlint.checks.circumstances import Circumstances
from jdlint.checks.criterion import CriterionCheck, CriterionOptions, may_count
from jdlint.checks.judgement import CONCRETE
from jdlint.checks.sentence_model import BIAS, COMMENT, FIRST_COLUMN, VOCABULARY, vocabulary_phrase
from jdlint.linter import Linter, load_linter
from jdlint.post.post import Post, Sentence
from jdlint.post.sentence_clues import sentence_clues
from jdlint.rules_dir import shipped_rules

EMPLOYERS = 5
STRENGTH = 0.05  # the inverse of the penalty on large weights (C of the logistic regression)
LEAST = 3  # weights nearer to 0, in hundredths, are left out
VOCABULARIES = (
    "beneficiaries",
    "data-claims",
    "data-demands/demands",
    "data-kinds",
    "data-kinds/data",
    "data-open",
    "data-open/before",
    "data-open/no-names",
    "data-plain",
    "data-plain/leads",
    "data-plain/things",
    "data-sources",
    "data-sources/about",
    "data-subjects",
    "demand-words",
    "deployment-duties",
    "deployment-in-use",
    "duty-verbs",
    "environment",
    "environment-demands",
    "environment-demands/brings",
    "environment-names",
    "environment/system",
    "impact-words",
    "impact-words/acts",
    "impact-words/anything",
    "impact-words/by",
    "impact-words/this-work",
    "job-titles",
    "metrics-moves",
    "ml-systems",
    "operations-duties",
    "operations-work",
    "operations-work/which",
    "ownership-things",
    "ownership-things/systems",
    "ownership-words",
    "ownership-words/making",
    "ownership-words/their",
    "ownership-words/whole",
    "problem-open",
    "problem-open/groups",
    "problem-open/jargon",
    "problem-open/objects",
    "problem-open/specific",
    "problem-open/work",
    "problem-trouble",
    "problem-words",
    "problem-words/not-a-duty",
    "problem-words/not-the-work",
    "problem-words/work-verbs",
    "seniority-words",
    "skill-terms/fields",
    "team-words",
    "team-words/bare",
    "team-words/does",
    "team-words/heads",
    "team-words/place",
    "tools",
    "tools-plain",
)
ABOUT = (
    "How strongly each clue speaks for a concrete sentence, in hundredths; written by benchmarks/train_sentences.py.",
    "w= a word, hw= a word of the heading, v= a word of a vocabulary.",
)


Numbers: TypeAlias = "np.ndarray[Any, Any]"


@dataclass(frozen=True)
class Sample:
    """A post's sentences: their clues, and by criterion 1 (concrete), 0 or -1 (not known) and whether they count.

    ``patterns`` has the criteria that patterns alone find concrete.
    """

    judged: Judged
    clues: Sequence[Mapping[str, int]]
    labels: Mapping[str, Sequence[int]]
    counting: Mapping[str, Sequence[bool]]
    patterns: Mapping[str, bool]
    unseen: bool

    @property
    def fold(self) -> int:
        """A number that is the same for all posts of an employer."""
        return int(hashlib.sha256(self.judged.labelled.employer.strip().lower().encode()).hexdigest()[:8], 16)


def make_samples(linter: Linter, posts: Iterable[LabelledPost], *, unseen: bool) -> list[Sample]:
    """The samples of some posts; ``unseen`` says that no pattern was written with them."""
    phrases = {vocabulary_phrase(linter.ruleset.book, VOCABULARY + name): VOCABULARY + name for name in VOCABULARIES}
    rules = {
        rule.id.replace("-", "_"): replace(rule.options, learnt=None)
        for rule in linter.ruleset.rules
        if isinstance(rule.options, CriterionOptions)
    }
    samples = []
    for judged in judge_all(linter, posts):
        post = judged.post
        clues = [
            dict.fromkeys((*own, *(phrases[n] for n in sentence.hits if n in phrases)), 1)
            for own, sentence in zip(sentence_clues(post), post.sentences, strict=True)
        ]
        labels = {c: [label_of(judged.labelled, c, post, s) for s in post.sentences] for c in LEVELLED}
        counting = {c: [may_count(s, rules[c].skip_parts) for s in post.sentences] for c in LEVELLED}
        patterns = {c: CriterionCheck().judge(rules[c], post, Circumstances()).level == CONCRETE for c in LEVELLED}
        samples.append(Sample(judged, clues, labels, counting, patterns, unseen))
    return samples


def label_of(labelled: LabelledPost, criterion: str, post: Post, sentence: Sentence) -> int:
    """1 where a sentence is labelled concrete, 0 where it is not, -1 where the labels do not tell.

    Labels by line give up to three lines in ``batch`` files, so that of a concrete post the others are unknown.
    """
    span = sentence.span
    if any(each.levels for each in labelled.sentences):
        touched = (s.levels.get(criterion) for s in labelled.sentences if s.start < span.end and span.start < s.end)
        return int(2 in touched)
    if labelled.level(criterion) != 2:
        return 0
    first = post.source.position(span.start)[0]
    last = post.source.position(max(span.start, span.end - 1))[0]
    lines = labelled.lines(criterion).intersection(range(first, last + 1))
    if not lines:
        return 0 if labelled.is_dense else -1
    beginning = labelled.beginning(criterion, min(lines))
    return 1 if beginning is None or _squeezed(beginning) in _squeezed(sentence.text) else -1


def _squeezed(text: str) -> str:
    return " ".join(text.lower().split())


def known_clues(samples: Sequence[Sample]) -> frozenset[str]:
    """The clues that posts of enough employers have."""
    employers: dict[str, set[str]] = defaultdict(set)
    for sample in samples:
        for clues in sample.clues:
            for clue in clues:
                employers[clue].add(sample.judged.labelled.employer.strip().lower())
    return frozenset(clue for clue, who in employers.items() if len(who) >= EMPLOYERS)


class Sentences:
    """All sentences of some samples as rows of a matrix of clues; ``posts`` has each row's sample."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        known = known_clues(samples)
        vectors = DictVectorizer(dtype=np.float32)
        rows = [{clue: 1 for clue in clues if clue in known} for sample in samples for clues in sample.clues]
        self.matrix = vectors.fit_transform(rows)
        for part in ("indices", "indptr"):  # the solver takes no longer ones
            setattr(self.matrix, part, getattr(self.matrix, part).astype(np.int32))
        self.clues = vectors.get_feature_names_out()
        self.posts = np.array([number for number, sample in enumerate(samples) for _ in sample.clues])
        self.folds = np.array([sample.fold for sample in samples])[self.posts]
        self.samples = samples

    def column(self, what: Callable[[Sample], Sequence[int]]) -> Numbers:
        """A value for each sentence."""
        return np.array([value for sample in self.samples for value in what(sample)])

    def fit(self, criterion: str, among: Numbers) -> dict[str, int]:
        """The weights for a criterion, in hundredths, by some of the sentences."""
        labels = self.column(lambda sample: sample.labels[criterion])
        chosen = among & (labels >= 0) & self.column(lambda sample: sample.counting[criterion])
        model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300)
        model.fit(self.matrix[chosen], labels[chosen])
        weights = {clue: round(100 * weight) for clue, weight in zip(self.clues, model.coef_[0], strict=True)}
        kept = {clue: weight for clue, weight in weights.items() if abs(weight) >= LEAST}
        return {BIAS: round(100 * model.intercept_[0]), **kept}

    def best_scores(self, criterion: str, folds: int) -> list[float]:
        """The highest log-odds of a sentence in each post, by the model of the other folds."""
        counting = self.column(lambda sample: sample.counting[criterion]).astype(bool)
        best = [-10.0] * len(self.samples)
        for fold in range(folds):
            here = self.folds % folds == fold
            weights = self.fit(criterion, ~here)
            odds = (self.matrix @ np.array([weights.get(clue, 0) for clue in self.clues]) + weights[BIAS]) / 100
            for row in np.flatnonzero(here & counting):
                best[self.posts[row]] = max(best[self.posts[row]], float(odds[row]))
        return best


def concrete_from(rows: Numbers, labels: Numbers) -> float:
    """The log-odds from which a post is concrete without a pattern, for posts with (pattern, best log-odds).

    A logistic regression weighs the two; the threshold is where its own probabilities expect the highest kappa.
    """
    model = LogisticRegression(C=1.0).fit(rows, labels)
    odds = 1 / (1 + np.exp(-model.decision_function(rows)))
    levels = np.linspace(-3.0, 3.0, 61)
    return float(max(levels, key=lambda level: _expected_kappa(odds, (rows[:, 0] > 0) | (rows[:, 1] >= level))))


def _expected_kappa(odds: Numbers, found: Numbers) -> float:
    agreement = (odds[found].sum() + (1 - odds[~found]).sum()) / len(odds)
    chance = found.mean() * odds.mean() + (1 - found.mean()) * (1 - odds.mean())
    return float((agreement - chance) / (1 - chance)) if chance < 1 else 0.0


def tune(samples: Sequence[Sample], criterion: str, scores: Sequence[float]) -> tuple[float, str]:
    """The threshold, and the kappa on unseen posts with patterns alone and, by cross-validation, with both."""
    chosen = [
        (sample, score)
        for sample, score in zip(samples, scores, strict=True)
        if sample.unseen and sample.judged.labelled.is_ml_or_data and sample.judged.labelled.level(criterion) != "n/a"
    ]
    rows = np.array([[sample.patterns[criterion], score] for sample, score in chosen], float)
    labels = np.array([sample.judged.labelled.level(criterion) == 2 for sample, _ in chosen])
    folds = np.array([sample.fold // 97 % 10 for sample, _ in chosen])
    found = np.zeros(len(labels), bool)
    for fold in range(10):
        here = folds == fold
        found[here] = (rows[here, 0] > 0) | (rows[here, 1] >= concrete_from(rows[~here], labels[~here]))
    before, after = (kappa(list(zip(labels, told, strict=True))) for told in (rows[:, 0] > 0, found))
    return concrete_from(rows, labels), f"{before:.2f} -> {after:.2f}"


def table(weights: Mapping[str, Mapping[str, int]]) -> str:
    """The table of all criteria's weights."""
    clues = sorted({clue for own in weights.values() for clue in own} - {BIAS})
    lines = [f"{COMMENT} {line}" for line in ABOUT] + ["\t".join((FIRST_COLUMN, *weights))]
    for clue in (BIAS, *clues):
        lines += ["\t".join((clue, *(str(own.get(clue) or "") for own in weights.values())))]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the agreement on unseen posts and the thresholds; write the table when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="*", type=Path, default=[CORPUS / "dev"])
    parser.add_argument("--unseen", nargs="+", type=Path, required=True)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    linter, _ = load_linter()
    samples: list[Sample] = []
    for paths, unseen in ((arguments.labels, False), (arguments.unseen, True)):
        posts = [post for path in paths for post in read_labelled(path)]
        samples += make_samples(linter, posts, unseen=unseen)
    weights = {}
    sentences = Sentences(samples)
    for criterion in LEVELLED:
        scores = sentences.best_scores(criterion, arguments.folds)
        threshold, gain = tune(samples, criterion, scores)
        weights[criterion] = sentences.fit(criterion, sentences.posts >= 0)
        print(
            f"{criterion}: kappa on unseen posts {gain}; concrete-from: {threshold:.2f}; "
            f"{len(weights[criterion])} weights",
            flush=True,
        )
    if arguments.write:
        (shipped_rules() / "_models" / "sentences.tsv").write_text(table(weights), encoding="utf-8")


if __name__ == "__main__":
    main()
