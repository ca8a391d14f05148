"""How jdlint asks: one file a kind of rule."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from jdlint.checks.agreement import AgreementCheck
from jdlint.checks.balance import BalanceCheck
from jdlint.checks.conflict import ConflictCheck
from jdlint.checks.coverage import CoverageCheck
from jdlint.checks.criterion import CriterionCheck
from jdlint.checks.emphasis import EmphasisCheck
from jdlint.checks.expects import ExpectsCheck
from jdlint.checks.experience import ExperienceCheck
from jdlint.checks.fact import FactCheck
from jdlint.checks.family import FamilyCheck
from jdlint.checks.fit import FitCheck
from jdlint.checks.front_matter import FrontMatterCheck
from jdlint.checks.items import ItemsCheck
from jdlint.checks.judgement import Check
from jdlint.checks.list import ListCheck
from jdlint.checks.markup import MarkupCheck
from jdlint.checks.measure import MeasureCheck
from jdlint.checks.paragraph import ParagraphCheck
from jdlint.checks.pay import PayCheck
from jdlint.checks.phrase import PhraseCheck
from jdlint.checks.placeholder import PlaceholderCheck
from jdlint.checks.promise import PromiseCheck
from jdlint.checks.repetition import RepetitionCheck
from jdlint.checks.section import SectionCheck
from jdlint.checks.title import TitleCheck

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "agreement": AgreementCheck(),
        "balance": BalanceCheck(),
        "conflict": ConflictCheck(),
        "coverage": CoverageCheck(),
        "criterion": CriterionCheck(),
        "expects": ExpectsCheck(),
        "experience": ExperienceCheck(),
        "emphasis": EmphasisCheck(),
        "fact": FactCheck(),
        "family": FamilyCheck(),
        "fit": FitCheck(),
        "front_matter": FrontMatterCheck(),
        "items": ItemsCheck(),
        "list": ListCheck(),
        "markup": MarkupCheck(),
        "measure": MeasureCheck(),
        "paragraph": ParagraphCheck(),
        "pay": PayCheck(),
        "phrase": PhraseCheck(),
        "placeholder": PlaceholderCheck(),
        "promise": PromiseCheck(),
        "repetition": RepetitionCheck(),
        "section": SectionCheck(),
        "title": TitleCheck(),
    }
)
