"""A small rule set of its own, so that scorecards are tested apart from how the shipped rules are worded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from jdlint.checks import CHECKS
from jdlint.errors import RuleError
from jdlint.linter import Linter, read
from jdlint.post.lexicon import FamilyWords, make_lexicon
from jdlint.post.source import make_source
from jdlint.ruleset.family_file import parse_family
from jdlint.ruleset.loader import load_rules
from jdlint.ruleset.rule import LEVELLED_KINDS
from jdlint.scorecard import Scorecard, score

# What is concrete for each criterion, and what is generic.
CRITERIA = {
    "business-problem": ("false declines", "business problems"),
    "role-impact": ("merchants notice", "impact"),
    "ownership": ("you own", "ownership"),
    "tech-environment": ("runs on", "python"),
    "data": ("card payments", "data"),
    "deployment": ("~deploy", "production"),
    "operations": ("on call", "~maintain"),
    "metrics": ("recall", "accuracy"),
    "team": ("team of six", "team"),
}
FACTS = {
    "seniority_stated": "title-said: [senior]",
    "salary_stated": "said: [a year]",
    "location_stated": "said: [remote]",
    "how_to_apply": "parts: [apply]",
    "process_stated": "parts: [process]",
    "equal_opportunity": "parts: [equal-opportunity]",
    "must_nice_split": "parts: [preferred]",
    "benefits_stated": "parts: [benefits]",
}
VOCABULARIES = {
    "headings": """\
about: Headings.
entries:
  about-company: [about us]
  responsibilities: [what you will do]
  requirements: [what you need]
  preferred: [nice to have]
  benefits: [benefits]
  process: [how we hire]
  apply: [how to apply]
""",
    "function-words": """\
about: Common words.
entries:
  english: [the, you, and, of, a, to, in, it, for, with, will, is, on, we, our, that]
  foreign: [der, die, und, wir, sie, ist, das, ein, eine, mit, für, von]
""",
    "job-keys": "about: Keys.\nentries: [salary]\n",
}
FAMILIES = {
    "ml-engineering": "about: Models in products.\ntitles:\n  likely: [machine learning engineer]\n",
    "other": "about: All else.\ntitles:\n  likely: [office manager]\nnot-asked: [deployment, data]\n",
}

GOOD = """\
# Senior Machine Learning Engineer, Cards

## About us

We are a *bank* for small shops.

## What you will do

- You will cut **false declines** in [card payments](https://shops.example), so that merchants notice it.
- You own the model and deploy it.
- You make an impact on accuracy.
- False declines are the first thing that you will look at.

## What you need

- Python
- SQL
- Airflow
- Spark

## Nice to have

- Go

## How to apply

Write to us.
"""
VAGUE = """\
# Machine Learning Engineer

## What you will do

- We have high standards for all that we do here, and so we are looking for somebody with a strong sense of ownership.
- You will maintain things 日本 | `x` and <b>solve</b> business problems for @everyone, see #12.

## What you need

- You work with a team on data in production.
"""
OFFICE = "# Office Manager\n\n## What you will do\n\n- You will look after the office and the people in it.\n"
NO_POST = "# Tides\n\nA small tool that reads the gauges of a harbour and draws a table of it for you.\n"
GERMAN = (
    "# Ingenieur\n\n## What you will do\n\nWir sind ein Team und wir bauen eine Kasse für die Läden von morgen. "
    "Sie ist schnell, und das ist gut. Der Code ist von uns und die Daten sind mit dabei.\n"
)


@cache
def load() -> Linter:
    """The linter of this rule set."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, text in _files().items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        ruleset, errors = load_rules([folder], CHECKS, parse_family)
    assert not errors, [f"{error} {error.hint}" for error in errors]
    families = (FamilyWords(f.name, f.titles, f.duties) for f in ruleset.families.values())
    return Linter(ruleset, make_lexicon(ruleset.book, tuple(families)))


def load_linter(rules_dirs: Sequence[Path] = ()) -> tuple[Linter, tuple[RuleError, ...]]:
    """In place of the function of this name that loads the shipped rules."""
    missing = (folder for folder in rules_dirs if not folder.is_dir())
    return load(), tuple(RuleError("there is no such folder", path=str(folder)) for folder in missing)


def card_of(text: str, path: str = "a.md", family: str | None = None) -> Scorecard:
    """The scorecard of a text."""
    linter = load()
    return score(read(linter, make_source(text, path)), linter.ruleset.rules, linter.ruleset.families, family)


def _files() -> Mapping[str, str]:
    return {
        **{f"_vocabulary/{name}.yaml": text for name, text in VOCABULARIES.items()},
        **{f"_families/{name}.yaml": text for name, text in FAMILIES.items()},
        **{
            f"criteria/{name}.yaml": _rule(name, "criterion", f"concrete: ['{concrete}']\ngeneric: ['{generic}']")
            for name, (concrete, generic) in CRITERIA.items()
        },
        "criteria/role-type.yaml": _rule("role-type", "family", "min-told: 3"),
        **{
            f"structure/{name.replace('_', '-')}.yaml": _rule(
                name.replace("_", "-"), "fact", f"field: {name}\n{options}"
            )
            for name, options in FACTS.items()
        },
        "requirements/tool-only-list.yaml": _rule(
            "tool-only-list", "list", "check: only\nnames: [python, sql, airflow, spark]"
        ),
    }


def _rule(name: str, kind: str, options: str) -> str:
    bad = "{level: absent, text: Two.}, {level: generic, text: Three.}" if kind in LEVELLED_KINDS else "Two."
    return (
        f"id: {name}\ntitle: Say the {name.replace('-', ' ')}\nkind: {kind}\nseverity: info\nmessage: It is missing.\n"
        f"ask: Which {name.replace('-', ' ')} is it?\nwhy: It helps.\n"
        f"examples: {{good: [One.], bad: [{bad}]}}\n{options}\n"
    )
