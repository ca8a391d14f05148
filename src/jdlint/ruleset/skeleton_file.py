"""The file of a skeleton: which headings a new post has, and which rules ask their questions under each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from jdlint.record import Record
from jdlint.ruleset.yaml_reader import Reader, Value, read_file, read_mapping

FOLDER = "_skeletons"
_FILE = "post.yaml"


class SkeletonSection(Record):
    """A heading, and the ids of the rules whose questions stand under it."""

    heading: str
    questions: tuple[str, ...]


class SkeletonPlan(Record):
    """How a new post is laid out.

    ``titles`` are by family. The questions of ``opening`` stand before the first heading, those of rules that no
    section names under the heading ``others``, and those of ``not_asked`` nowhere.
    """

    titles: Mapping[str, str]
    opening: tuple[str, ...]
    sections: tuple[SkeletonSection, ...]
    others: str
    not_asked: tuple[str, ...]


def read_skeleton(folders: Sequence[Path]) -> SkeletonPlan:
    """The plan in the last of some folders of rules that has a file ``_skeletons/post.yaml``.

    Raises ``RuleError`` at the place of whatever is wrong.
    """
    path = next(path for folder in reversed(folders) if (path := folder / FOLDER / _FILE).is_file())
    reader = read_mapping(read_file(path), str(path))
    titles = reader.mapping("titles", None)
    plan = SkeletonPlan(
        MappingProxyType({family: titles.string(family) for family in titles.keys()} if titles else {}),  # noqa: SIM118
        reader.strings("opening", ()),
        tuple(_section(value) for value in reader.items("sections")),
        reader.string("others"),
        reader.strings("not-asked", ()),
    )
    reader.finish()
    return plan


def _section(value: Value) -> SkeletonSection:
    reader: Reader = value.as_mapping()
    section = SkeletonSection(reader.string("heading"), reader.strings("questions", ()))
    reader.finish()
    return section
