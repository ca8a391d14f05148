"""Everything that is needed to lint posts, loaded once: rules, families and the words of posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from jdlint.checks import CHECKS
from jdlint.checks.circumstances import Circumstances
from jdlint.engine import Result, lint
from jdlint.errors import RuleError
from jdlint.post.bounds import refuse_too_many_findings, refuse_too_much
from jdlint.post.frontmatter import read_front_matter
from jdlint.post.lexicon import FamilyWords, Lexicon, make_lexicon
from jdlint.post.markdown import parse_markdown
from jdlint.post.post import Post
from jdlint.post.publication import PublicationState, state_on
from jdlint.post.sections import read_post
from jdlint.post.source import Source
from jdlint.record import Record
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.family_file import Family, parse_family
from jdlint.ruleset.rule import Rule
from jdlint.ruleset.rule_set import RuleSet
from jdlint.settings.settings import Settings
from jdlint.suppressions import apply_suppressions


class Linter(Record, eq=False):
    """A rule set with its families and the lexicon by which posts are read."""

    ruleset: RuleSet[Family]
    lexicon: Lexicon


def load_linter(rules_dirs: Sequence[Path] = ()) -> tuple[Linter, tuple[RuleError, ...]]:
    """The shipped rules and those of ``rules_dirs``, with an error for each file that cannot be used."""
    from jdlint.ruleset.loader import load_rules  # noqa: PLC0415 - compiled rules are kept, and seldom stale

    ruleset, errors = load_rules([shipped_rules(), *rules_dirs], CHECKS, parse_family)
    families = (FamilyWords(f.name, f.titles, f.duties) for f in ruleset.families.values())
    return Linter(ruleset, make_lexicon(ruleset.book, tuple(families))), errors


def tuned(linter: Linter, settings: Settings) -> Linter:
    """The linter with its rules as the settings want them; raises ``ConfigError`` where they cannot be so."""
    if not settings.severity and not settings.options:
        return linter
    from jdlint.settings.tuning import tune  # noqa: PLC0415 - most settings leave the rules as they are

    return replace(linter, ruleset=replace(linter.ruleset, rules=tune(linter.ruleset, settings, CHECKS)))


def read(linter: Linter, source: Source) -> Post:
    """The post of a source; raises ``InputError`` for one that holds far more than a post does."""
    refuse_too_much(source)
    return read_post(parse_markdown(source), linter.lexicon)


def lint_source(
    linter: Linter,
    source: Source,
    rules: Sequence[Rule],
    family: str | None = None,
    circumstances: Circumstances | None = None,
    *,
    suppress: bool = True,
) -> Result:
    """What ``rules`` say of a post, judged as one of ``family``, else of the family that it tells itself.

    Without ``suppress`` the suppressions in it are passed over.
    """
    return lint_post(linter, read(linter, source), rules, family, circumstances, suppress=suppress)


def lint_post(
    linter: Linter,
    post: Post,
    rules: Sequence[Rule],
    family: str | None = None,
    circumstances: Circumstances | None = None,
    *,
    suppress: bool = True,
) -> Result:
    """The same of a post that has been read; raises ``InputError`` for one with far more findings than a post has."""
    result = lint(post, rules, linter.ruleset.families, family, circumstances)
    refuse_too_many_findings(post.document.source, len(result.findings))
    return apply_suppressions(post, result, rules, linter.ruleset.rules) if suppress else result


def publication_state(source: Source, today: date) -> PublicationState:
    """Whether a post is a draft, or closed on the day ``today``, by its front matter."""
    return state_on(read_front_matter(source), today)
