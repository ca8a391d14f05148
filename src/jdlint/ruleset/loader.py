"""Folders of YAML files to one rule set; every file that cannot be used gives one error."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

from jdlint.errors import RuleError
from jdlint.phrases.book import PhraseBook
from jdlint.ruleset.context import KindParser, ParseContext
from jdlint.ruleset.folder import RuleSetFile, scan_folders
from jdlint.ruleset.jurisdiction_file import Jurisdiction, parse_jurisdiction
from jdlint.ruleset.rule_file import Place, parse_rule
from jdlint.ruleset.rule_set import Phrases, RuleSet
from jdlint.ruleset.vocabulary_file import VocabularyFile, check_cycles, check_phrases, parse_vocabulary
from jdlint.ruleset.yaml_reader import Reader, read_file, read_mapping

__all__ = ["FamilyParser", "KindParser", "ParseContext", "RuleSet", "load_rules"]

T = TypeVar("T")
F = TypeVar("F")
FamilyParser: TypeAlias = Callable[[str, Reader, ParseContext], F]


def load_rules(
    folders: Sequence[Path],
    kinds: Mapping[str, KindParser],
    family_parser: FamilyParser[F],
) -> tuple[RuleSet[F], tuple[RuleError, ...]]:
    """The rules of some folders, the shipped ones first, and one error for each file that cannot be used.

    ``kinds`` are the parsers of the rules' kinds by name. ``family_parser`` gets a family's name, its
    file and the context. Rules are read only when all
    vocabularies are well formed, as they would give the same errors again.
    """
    files, errors = scan_folders(folders)
    vocabularies, broken = _load_vocabularies([file for file in files if file.purpose == "vocabulary"])
    if broken:
        return RuleSet((), {}, {}, PhraseBook({})), (*errors, *broken)
    loading = _Loading(errors)
    family_files = [file for file in files if file.purpose == "family"]
    known = tuple(dict.fromkeys(file.path.stem for file in family_files))
    ids = tuple(file.path.stem for file in files if file.purpose == "rule")
    jurisdictions = loading.load_all([file for file in files if file.purpose == "jurisdiction"], _parse_jurisdiction)
    context = ParseContext(PhraseBook(vocabularies), vocabularies, known, ids, jurisdictions)
    families = loading.load_all(family_files, lambda file, reader: _parse_family(file, reader, context, family_parser))
    rules = loading.load_all(
        [file for file in files if file.purpose == "rule"],
        lambda file, reader: parse_rule(reader, _place(file, folders[0]), kinds, context),
    )
    ordered = tuple(rules[rule_id] for rule_id in sorted(rules))
    return RuleSet(ordered, vocabularies, families, context.book, jurisdictions), tuple(loading.errors)


@dataclass(slots=True)
class _Loading:
    """Reads files whose stems are their names, and collects the errors."""

    errors: list[RuleError]

    def load_all(self, files: Sequence[RuleSetFile], parse: Callable[[RuleSetFile, Reader], T]) -> dict[str, T]:
        """What ``parse`` makes of each file, by the file's stem."""
        loaded: dict[str, T] = {}
        owners: dict[str, Path] = {}
        for file in files:
            name = file.path.stem
            try:
                if name in owners:
                    message = f"there is a {file.purpose} '{name}' already: {owners[name]}"
                    raise RuleError(message, path=str(file.path), hint="give it another name")
                owners[name] = file.path
                if file.path.exists() and not file.path.is_file():
                    raise RuleError("is not a regular file", path=str(file.path))
                loaded[name] = parse(file, read_mapping(read_file(file.path), str(file.path)))
            except RuleError as error:
                self.errors.append(error)
        return loaded


def _load_vocabularies(files: Sequence[RuleSetFile]) -> tuple[Phrases, list[RuleError]]:
    loading = _Loading([])
    loaded: dict[str, VocabularyFile] = loading.load_all(
        files, lambda file, reader: parse_vocabulary(reader, file.path.stem)
    )
    vocabularies = {name: file.phrases for name, file in loaded.items()}
    errors = loading.errors
    if not errors:
        checked = (check_phrases(file, vocabularies) for file in loaded.values())
        errors += [error for error in checked if isinstance(error, RuleError)]
    return vocabularies, errors or check_cycles(loaded.values())


def _place(file: RuleSetFile, shipped: Path) -> Place:
    return Place(file.path, file.category, file.root.resolve().parent, file.root == shipped)


def _parse_jurisdiction(file: RuleSetFile, reader: Reader) -> Jurisdiction:
    jurisdiction = parse_jurisdiction(file.path.stem, reader)
    reader.finish()
    return jurisdiction


def _parse_family(file: RuleSetFile, reader: Reader, context: ParseContext, parser: FamilyParser[F]) -> F:
    family = parser(file.path.stem, reader, context)
    reader.finish()
    return family
