"""What the page shows besides its answers: the rules explained, the families of jobs, and posts to start from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jdlint.explain import marked_text
from jdlint.post.source import Source, read_source
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.rule import Example, Rule
from jdlint.version import installed_version
from jdlint.web.live.desk import Desk
from jdlint.web.live.flowing import flowing

# Of jdlint's example posts those that show what it is for, the weak ones first.
EXAMPLES: Mapping[str, str] = {
    "bad-usual-template.md": "The usual template",
    "bad-tool-list.md": "A list of tools",
    "bad-mixed-jobs.md": "Three jobs in one",
    "good-ml-engineering.md": "A machine-learning engineer",
    "good-data-engineering.md": "A data engineer",
    "good-analytics.md": "An analyst",
    "good-research.md": "A research scientist",
}
_WEAK = "bad-"


def about(desk: Desk, opened: Source | None = None) -> Mapping[str, Any]:
    """What the page is told when it opens, as values that JSON can hold; ``opened`` is the post that it begins with."""
    ruleset = desk.plan.linter.ruleset
    return {
        "version": installed_version(),
        "family": desk.plan.family,
        "families": [
            {"name": family.name, "title": desk.skeleton.titles.get(family.name), "about": family.about}
            for family in ruleset.families.values()
        ],
        "rules": {rule.id: _rule(rule) for rule in ruleset.rules},
        "examples": list(_examples()),
        "post": None if opened is None else {"name": opened.path, "text": opened.text},
    }


def _rule(rule: Rule) -> Mapping[str, Any]:
    return {
        "title": rule.title,
        "category": rule.category,
        "why": " ".join(rule.why.split()),
        "sources": list(rule.sources),
        "good": _sentence(rule.good),
    }


def _sentence(examples: Sequence[Example]) -> str | None:
    """The first of some examples that is a sentence, not a post."""
    texts = (marked_text(example) for example in examples if example.text is not None)
    return next((text for text in texts if "\n" not in text.strip()), None)


def _examples() -> Iterator[Mapping[str, Any]]:
    folder = shipped_rules().parent / "examples"
    for name, label in EXAMPLES.items():
        text = flowing(read_source((folder / name).read_bytes(), name).text)
        yield {"name": name, "label": label, "weak": name.startswith(_WEAK), "text": text}
