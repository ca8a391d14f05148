"""How jdlint asks: one file a kind of rule."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from jdlint.checks.criterion import CriterionCheck
from jdlint.checks.fact import FactCheck
from jdlint.checks.family import FamilyCheck
from jdlint.checks.judgement import Check
from jdlint.checks.list import ListCheck
from jdlint.checks.measure import MeasureCheck
from jdlint.checks.phrase import PhraseCheck
from jdlint.checks.section import SectionCheck

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "criterion": CriterionCheck(),
        "fact": FactCheck(),
        "family": FamilyCheck(),
        "list": ListCheck(),
        "measure": MeasureCheck(),
        "phrase": PhraseCheck(),
        "section": SectionCheck(),
    }
)
