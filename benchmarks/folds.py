"""Cross-validation by employer: each post is judged with weights that were learnt from other employers' posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from judged import Judged, judge_all
from labels import LEVELLED, LabelledPost
from train_sentences import Sentences, make_samples

from jdlint.checks.criterion import CriterionOptions
from jdlint.checks.sentence_model import Table, make_model
from jdlint.linter import Linter
from jdlint.post.weights import Rows
from jdlint.ruleset.rule import Rule


def judge_by_folds(linter: Linter, posts: Sequence[LabelledPost], folds: int) -> list[Judged]:
    """The posts judged in folds that never share an employer; patterns and thresholds are those of the rules."""
    samples = make_samples(linter, posts, unseen=False)
    sentences = Sentences(samples)
    judged: list[Judged] = []
    for fold in range(folds):
        weights = {c: sentences.fit(c, sentences.folds % folds != fold) for c in LEVELLED}
        rules = tuple(_with_weights(rule, weights, linter) for rule in linter.ruleset.rules)
        other = replace(linter, ruleset=replace(linter.ruleset, rules=rules))
        judged += judge_all(other, [sample.judged.labelled for sample in samples if sample.fold % folds == fold])
    return judged


def _with_weights(rule: Rule, weights: Mapping[str, Mapping[str, int]], linter: Linter) -> Rule:
    """A rule that follows other weights, where it follows any."""
    options = rule.options
    if not isinstance(options, CriterionOptions) or options.learnt is None:
        return rule
    column = rule.id.replace("-", "_")
    table = Table((column,), Rows({clue: str(weight) for clue, weight in weights[column].items()}, 1))
    learnt = replace(options.learnt, model=make_model(column, linter.ruleset.book, table))
    return replace(rule, options=replace(options, learnt=learnt))
