"""What the page's posts are judged with: a plan, and the headings of a new post."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from jdlint.errors import ConfigError, did_you_mean
from jdlint.record import Record
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.skeleton_file import SkeletonPlan, read_skeleton
from jdlint.runner import Plan
from jdlint.settings.settings import Settings
from jdlint.skeleton import make_skeleton
from jdlint.web.live.flowing import flowing


class Desk(Record, eq=False):
    """A plan by which posts are linted, and how a new post is laid out."""

    plan: Plan
    skeleton: SkeletonPlan

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """The heading under which a new post answers a rule's question, by the rule; empty before the first one."""
        sections = self.skeleton.sections
        by_rule = {rule: section.heading for section in sections for rule in section.questions}
        return {**dict.fromkeys(self.skeleton.opening, ""), **by_rule}

    def family(self, name: str | None) -> str | None:
        """The family to judge a post as: the one of this name, else that of the settings, if any.

        Raises ``ConfigError`` when there is none of this name.
        """
        families = self.plan.linter.ruleset.families
        if name and name not in families:
            hint = did_you_mean(name, families, "one of: " + ", ".join(families))
            raise ConfigError(f"there is no family of jobs '{name:.60}'", hint=hint)
        return name or self.plan.family

    def new_post(self, family: str) -> str:
        """A post of a family with the questions that it has to answer, as ``jdlint new`` writes it, but for its line ends."""
        name = self.family(family)
        if name is None:
            raise ConfigError("the family of the job is missing")
        return flowing(make_skeleton(self.plan.linter, self.plan.rules, self.skeleton, name))


def make_desk(plan: Plan, settings: Settings) -> Desk:
    """The desk for a plan that was made from some settings; raises ``RuleError`` for a skeleton that cannot be read."""
    return Desk(plan, read_skeleton((shipped_rules(), *settings.rules_dir)))
