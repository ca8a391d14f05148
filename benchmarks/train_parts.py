"""Fit the model that tells the parts of a post, or measure it by cross-validation.

    python benchmarks/train_parts.py [LABELS ...] --cross-validate [--folds 5] [--errors]
    python benchmarks/train_parts.py [LABELS ...] --write

Needs numpy and scipy. LABELS are as in ``accuracy.py``; folds never share an employer. Words are taken
only from posts of ``EMPLOYERS`` employers or more, so that the table holds nothing that tells a post.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from labels import CORPUS, LabelledPost, read_labelled
from part_crf import STEPS, fit

from jdlint.linter import load_linter
from jdlint.post.document import Document
from jdlint.post.drafts import Draft, read_drafts
from jdlint.post.lexicon import PARTS, Lexicon
from jdlint.post.markdown import parse_markdown
from jdlint.post.part_features import Clues, clues_of
from jdlint.post.part_model import COMMENT, HEADER, HINT, STEP, PartModel
from jdlint.post.parts import part_units
from jdlint.rules_dir import shipped_rules

EMPLOYERS, EMPLOYERS_OF_SIGNS = 8, 3
ROUNDS = 70
_WORDY = ("w=", "w1=", "hw=", "lead=")


@dataclass(frozen=True)
class Sample:
    """A labelled post: its clues and their labels, and the labelled ranges of its source."""

    name: str
    employer: str
    document: Document
    clues: Sequence[Clues]
    labels: Sequence[str | None]
    ranges: Sequence[tuple[int, int, str]]


def read_samples(posts: Iterable[LabelledPost], lexicon: Lexicon) -> list[Sample]:
    """Labelled posts with the clues of their sentences."""
    return [_sample(post, lexicon) for post in posts if post.sentences]


def _sample(post: LabelledPost, lexicon: Lexicon) -> Sample:
    document = parse_markdown(post.source)
    ranges = [(sentence.start, sentence.end, sentence.part) for sentence in post.sentences]
    drafts, _ = read_drafts(document, lexicon)
    employer = post.employer.strip().lower()
    return Sample(post.name, employer, document, clues_of(drafts, lexicon), _labels(drafts, ranges), ranges)


def _labels(drafts: Sequence[Draft], ranges: Sequence[tuple[int, int, str]]) -> list[str | None]:
    spans = [r.view.span(0, len(r.view.text)) for draft in drafts for unit in draft.units for r in unit.readings]
    return [next((p for a, b, p in ranges if span.start < b and a < span.end), None) for span in spans]


def train(samples: Sequence[Sample]) -> PartModel:
    """The model of some posts."""
    employers: dict[str, set[str]] = defaultdict(set)
    used = [sample for sample in samples if sample.clues]
    for sample in used:
        for clues in sample.clues:
            for feature in clues.features:
                employers[feature].add(sample.employer)
    keep = {
        f for f, who in employers.items() if len(who) >= (EMPLOYERS if f.startswith(_WORDY) else EMPLOYERS_OF_SIGNS)
    }
    return fit([sample.clues for sample in used], [sample.labels for sample in used], keep, ROUNDS)


def judge(sample: Sample, model: PartModel, lexicon: Lexicon) -> list[tuple[str, str, str]]:
    """Label, part found and text of each labelled range."""
    drafts, _ = read_drafts(sample.document, lexicon)
    told = [
        (reading.view.span(0, len(reading.view.text)), part)
        for unit, parts in part_units(drafts, lexicon, model)
        for reading, part in zip(unit.readings, parts, strict=True)
    ]
    text = sample.document.source.text
    return [
        (label, next((part for s, part in told if s.start < b and a < s.end), "nothing"), text[a:b])
        for a, b, label in sample.ranges
    ]


def cross_validate(samples: Sequence[Sample], lexicon: Lexicon, folds: int, *, errors: bool) -> None:
    """Print accuracy, recall and precision by part, each employer judged by a model that has not seen it."""
    pairs: Counter[tuple[str, str]] = Counter()
    employers = sorted({s.employer for s in samples}, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    fold_of = {employer: index % folds for index, employer in enumerate(employers)}
    for fold in range(folds):
        model = train([s for s in samples if fold_of[s.employer] != fold])
        for sample in (s for s in samples if fold_of[s.employer] == fold):
            for label, found, text in judge(sample, model, lexicon):
                pairs[label, found] += 1
                if errors and label != found:
                    print(f"  {sample.name} label {label}, found {found}: {text[:110]}")
    total = sum(pairs.values())
    print(f"accuracy {sum(n for (a, b), n in pairs.items() if a == b) / total:.3f} of {total} sentences")
    for part in PARTS:
        hit, wanted = pairs[part, part], sum(n for (a, _), n in pairs.items() if a == part)
        told = sum(n for (_, b), n in pairs.items() if b == part)
        print(f"  {part:18} recall {hit}/{wanted} {hit / max(1, wanted):.2f}  precision {hit / max(1, told):.2f}")
    wrong = Counter({pair: n for pair, n in pairs.items() if pair[0] != pair[1]})
    print("commonest errors (label, found): " + ", ".join(f"{a}/{b} {n}" for (a, b), n in wrong.most_common(20)))


def table(model: PartModel) -> str:
    """The model as a table, the rows in order."""
    lines = [
        f"{COMMENT} How strongly each clue speaks for each part of a post, in hundredths; written by benchmarks/train_parts.py.",
        f"{COMMENT} w= a word, w1= the first word, hw= a word of the heading, lead= a word of the line that leads to a list.",
        f"{COMMENT} {HINT} one weight for the part that the clue itself names; {STEP} from the part before, by kind of step.",
        HEADER,
    ]
    lines += [f"{name}\t{cells}" for name, cells in sorted(model.features.cells.items())]
    lines += [f"{HINT}{name}\t{weight}" for name, weight in sorted(model.hints.items())]
    for step in STEPS:
        lines += ["\t".join((f"{STEP}{step}/{PARTS[i]}", *map(str, row))) for i, row in enumerate(model.steps[step])]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the table, or print how well the model does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="*", type=Path, default=[CORPUS / "dev"])
    parser.add_argument("--write", action="store_true", help="write the shipped table")
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--errors", action="store_true", help="print the sentences that are told wrongly")
    arguments = parser.parse_args()
    lexicon = load_linter()[0].lexicon
    samples = read_samples((post for path in arguments.labels for post in read_labelled(path)), lexicon)
    if arguments.cross_validate:
        cross_validate(samples, lexicon, arguments.folds, errors=arguments.errors)
    if arguments.write:
        path = shipped_rules() / "_models" / "parts.tsv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(table(train(samples)), encoding="utf-8")


if __name__ == "__main__":
    main()
