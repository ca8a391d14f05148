from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jdlint.errors import ConfigError, RuleError
from jdlint.finding import Severity, Span
from jdlint.phrases.book import PhraseBook
from jdlint.phrases.tokens import tokenize
from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.family_file import parse_family
from jdlint.ruleset.linear_regex import compile_linear_regex
from jdlint.ruleset.loader import ParseContext, RuleSet, load_rules
from jdlint.ruleset.yaml_reader import Reader, Value, read_mapping

PHRASE = """\
id: {id}
title: Say it plainly
kind: phrase
severity: warning
families: [any]
message: "'{{match}}' says little"
ask: What do you mean?
why: Readers skip it.
sources: [A style guide]
phrases:
  - hero
examples:
  good: [She ships models.]
  bad:
    - We want a ⟦hero⟧.
  known-miss: [heroic]
since: 0.1.0
"""
CRITERION = """\
id: ownership
title: Say what the person owns
kind: criterion
severity: {absent: error, generic: off}
message: {absent: Nothing is owned.}
ask: What will this person own?
why: People want to know.
phrases: [~own]
examples:
  good: [You own the ranking service.]
  bad:
    - You take ownership.
    - {text: We sell shoes., level: absent, part: role, family: research}
    - {post: "# Shoes", level: absent}
    - {file: examples/bad.md, level: absent}
"""
BUILTIN = "{id: not-a-job-post, title: No job post, kind: builtin, severity: info, message: m, why: w}"


@dataclass(frozen=True)
class PhraseKind:
    """A stand-in for a kind's own parser."""

    def parse(self, reader: Reader, context: ParseContext) -> tuple[int, ...]:
        """The numbers of the rule's phrases."""
        words = reader.value("words", None)
        if words is not None:
            context.vocabulary(words)
        context.parts(reader, "parts")
        regex = reader.value("regex", None)
        if regex is not None:
            compile_linear_regex(regex)
        return context.phrases(reader, "phrases", ())


def keep_reader(name: str, reader: Reader, context: ParseContext) -> Reader:
    """A family parser that leaves a family as its file's reader."""
    for key in reader.keys():  # noqa: SIM118 - a reader is no mapping
        reader.value(key)
    return reader


KINDS = {"phrase": PhraseKind(), "criterion": PhraseKind(), "family": PhraseKind()}


def write(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def phrase_rule(rule_id: str = "hero", **changes: str) -> str:
    """The text of a rule; a changed key is replaced as a whole, or left out when its text is empty."""
    lines: list[str] = []
    for line in PHRASE.format(id=rule_id).splitlines():
        key = line.partition(":")[0] if line[0] not in " -" else None
        if key is not None:
            skipping = key in changes
        if not skipping:
            lines.append(line)
    return "\n".join([*(f"{key}: {text}" for key, text in changes.items() if text), *lines]) + "\n"


def load(*roots: Path) -> tuple[RuleSet[Reader], tuple[RuleError, ...]]:
    return load_rules(roots, KINDS, keep_reader)


def load_one(root: Path, text: str, name: str = "language/hero.yaml") -> RuleError:
    """The only error about a rule with a text."""
    path = write(root, name, text)
    ruleset, errors = load(root)
    assert ruleset.rules == ()
    assert len(errors) == 1
    assert errors[0].path == str(path)
    return errors[0]


def test_a_folder_of_rules_is_read(tmp_path: Path) -> None:
    root = tmp_path / "rules"
    write(root, "language/hero.yaml", PHRASE.format(id="hero"))
    write(root, "criteria/ownership.yaml", CRITERION)
    write(root, "jdlint/not-a-job-post.yaml", BUILTIN)
    write(root, "_profiles/strict.yaml", "not: read yet")
    write(root, "README.md", "nothing")
    write(root, ".hidden/x.yaml", "nothing")
    ruleset, errors = load(root)
    assert errors == ()
    assert [(rule.id, rule.category) for rule in ruleset.rules] == [
        ("hero", "language"),
        ("not-a-job-post", "jdlint"),
        ("ownership", "criteria"),
    ]
    hero, builtin, ownership = ruleset.rules
    assert hero.severity_at() == Severity.WARNING
    assert hero.message_at() == "'{match}' says little"
    assert hero.bad[0].text == "We want a hero."
    assert hero.bad[0].spans == (Span(10, 14),)
    assert hero.bad[0].line == 15
    assert hero.known_miss[0].text == "heroic"
    assert hero.options == (ruleset.book.add("hero"),)
    assert hero.since == "0.1.0"
    assert builtin.builtin
    assert builtin.options is None
    assert ownership.severity_at("absent") == Severity.ERROR
    assert ownership.severity_at("generic") is None
    assert ownership.families == ("any",)
    assert [example.level for example in ownership.bad] == ["generic", "absent", "absent", "absent"]
    assert (ownership.bad[1].part, ownership.bad[1].family) == ("role", "research")
    assert ownership.bad[2].post == "# Shoes"
    assert ownership.bad[3].file == tmp_path / "examples" / "bad.md"
    assert ruleset.rule("hero") is hero
    with pytest.raises(ConfigError) as caught:
        ruleset.rule("her")
    assert caught.value.hint == "did you mean 'hero'?"


@pytest.mark.parametrize(
    ("changes", "message", "hint"),
    [
        ({"id": "other"}, "the id 'other' is not the file's name 'hero'", "name the file 'other.yaml'"),
        ({"id": "Hero"}, "'Hero' cannot be a rule's id", "lower-case words"),
        ({"id": "language"}, "'language' is a category", None),
        ({"id": ""}, "the key 'id' is missing", None),
        ({"title": "''"}, "title: the text is empty", None),
        ({"title": "3"}, "title: expected text, found the number 3", "put it in quotes"),
        ({"kind": "phrases"}, "kind: 'phrases' is not known", "did you mean 'phrase'?"),
        ({"severity": "eror"}, "severity: 'eror' is not known", "did you mean 'error'?"),
        ({"severity": "off"}, "severity: 'off' is not known", None),
        (
            {"severity": "{absent: error, generic: info}"},
            "severity: this kind of rule has no levels",
            "write one",
        ),
        ({"message": "{absent: a, generic: b}"}, "message: this kind of rule has no levels", "write one"),
        ({"message": "It says {matc}"}, "unknown placeholder '{matc}'", "did you mean 'match'?"),
        ({"message": "It says {0.__class__}"}, "unknown placeholder '{0.__class__}'", "known placeholders"),
        ({"families": "[]"}, "families: the list is empty", "write [any]"),
        ({"families": "[any, research]"}, "families: 'any' stands alone", None),
        ({"families": "any"}, "families: expected a list", "write a list"),
        ({"why": ""}, "the key 'why' is missing", None),
        ({"since": "1.0"}, "since: expected text, found the number 1.0", "put it in quotes: '1.0'"),
        ({"sevrity": "x"}, "unknown key 'sevrity'", "did you mean 'severity'?"),
        ({"phrases": "[]"}, "phrases: the list is empty", None),
        ({"phrases": "hero"}, "phrases: expected a list", "write a list"),
        ({"phrases": "[{tools}]"}, "phrases: expected text, found keys", "text that begins with '{'"),
        ({"phrases": "['own the {tols}']"}, "no vocabulary 'tols'", None),
        ({"phrases": "['own (a|b']"}, "'(' without a closing ')'", None),
        ({"words": "tools"}, "no vocabulary 'tools'", None),
        ({"parts": "[rol]"}, "parts: 'rol' is not known", "did you mean 'role'?"),
        ({"examples": ""}, "the key 'examples' is missing", None),
        ({"examples": "{good: [a]}"}, "a rule needs at least one bad example", None),
        ({"examples": "{bad: [a], good: []}"}, "a rule needs at least one good example", None),
        ({"examples": "{bad: [a], god: [b]}"}, "unknown key 'god' in 'examples'", "did you mean 'good'?"),
        ({"examples": "{bad: [a], good: [⟦b⟧]}"}, "a good example has no marks", None),
        ({"examples": "{bad: [a ⟦b], good: [b]}"}, "'⟦' without its partner", "mark a place"),
        ({"examples": "{bad: [a⟧ b], good: [b]}"}, "'⟧' without its partner", "mark a place"),
        ({"examples": "{bad: [⟦a ⟦b⟧], good: [b]}"}, "'⟦' without its partner", "mark a place"),
        ({"examples": "{bad: [a ⟦⟧], good: [b]}"}, "the marks enclose nothing", None),
        ({"examples": "{bad: [' '], good: [b]}"}, "bad: the example is empty", None),
        (
            {"examples": "{bad: [12], good: [b]}"},
            "bad: expected text, found the number 12",
            "put it in quotes",
        ),
        ({"examples": "{bad: [{text: a, post: b}], good: [b]}"}, "an example has exactly one of", None),
        ({"examples": "{bad: [{part: role}], good: [b]}"}, "an example has exactly one of", None),
        (
            {"examples": "{bad: [{text: a, part: rol}], good: [b]}"},
            "part: 'rol' is not known",
            "did you mean 'role'?",
        ),
        (
            {"examples": "{bad: [{text: a, level: absent}], good: [b]}"},
            "unknown key 'level' in 'bad'",
            "known keys",
        ),
        (
            {"examples": "{bad: [{file: ../a.md}], good: [b]}"},
            "file: '../a.md' cannot be an example's file",
            "a path",
        ),
        (
            {"examples": "{bad: [{file: /a.md}], good: [b]}"},
            "file: '/a.md' cannot be an example's file",
            "a path",
        ),
    ],
)
def test_a_rule_of_the_wrong_shape_is_refused(
    tmp_path: Path, changes: dict[str, str], message: str, hint: str | None
) -> None:
    error = load_one(tmp_path, phrase_rule(**changes))
    assert error.message.startswith(message)
    assert error.line is not None
    assert error.column is not None
    assert (hint is None and error.hint is None) or (hint or "") in (error.hint or "")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("generic: off", "generic: error", "the key 'generic' is missing in 'message'"),
        ("generic: off}", "}", "the key 'generic' is missing in 'severity'"),
        (
            "{absent: error, generic: off}",
            "{absent: off, generic: off}",
            "severity: a rule cannot be off at every level",
        ),
        ("generic: off", "generi: off", "unknown key 'generi'"),
        ("    - You take ownership.\n", "", "no bad example of the level 'generic'"),
        ("level: absent", "level: absnt", "level: 'absnt' is not known"),
        (", level: absent, part: role", "", "the key 'level' is missing in 'bad'"),
        (
            "[You own the ranking service.]",
            "[{text: You own it., level: generic}]",
            "unknown key 'level' in 'good'",
        ),
    ],
)
def test_a_criterion_of_the_wrong_shape_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    error = load_one(tmp_path, CRITERION.replace(old, new), "criteria/ownership.yaml")
    assert error.message.startswith(message)


def test_one_severity_serves_all_levels(tmp_path: Path) -> None:
    text = CRITERION.replace("{absent: error, generic: off}", "info")
    text = text.replace("{absent: Nothing is owned.}", "{absent: a, generic: b}")
    write(tmp_path, "criteria/ownership.yaml", text)
    ruleset, errors = load(tmp_path)
    assert errors == ()
    assert ruleset.rules[0].severity_at("generic") == Severity.INFO
    assert ruleset.rules[0].message_at("generic") == "b"


def test_an_error_in_a_phrase_has_its_own_column(tmp_path: Path) -> None:
    write(tmp_path, "_vocabulary/tools.yaml", "about: Tools.\nentries: [Go]\n")
    error = load_one(tmp_path, phrase_rule(phrases="[hero, 'own the {tols}']"))
    assert (error.line, error.column) == (1, 26)
    assert error.hint == "did you mean '{tools}'?"


def test_a_phrase_that_yaml_cuts_short_is_refused(tmp_path: Path) -> None:
    error = load_one(tmp_path, phrase_rule(phrases="\n  - ~serve # requests"))
    assert error.message == "YAML reads what follows ' #' as a comment"
    write(
        tmp_path,
        "language/hero.yaml",
        phrase_rule(phrases="\n  - ~serve  # a comment\n  - '~serve # requests'"),
    )
    assert load(tmp_path)[1] == ()


def test_a_phrase_has_a_greatest_length(tmp_path: Path) -> None:
    for phrase in ("(" * 301, "..." + "9" * 5000, "a " * 151):
        error = load_one(tmp_path, phrase_rule(phrases=f"['{phrase}']"))
        assert error.message == "a phrase has at most 300 characters"
    assert load_one(tmp_path, phrase_rule(phrases=f"['{'(' * 300}']")).message == "an empty choice"


def test_every_file_gives_its_own_error(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write(tmp_path, f"language/{name}.yaml", "- no mapping")
    write(tmp_path, "language/hero.yaml", PHRASE.format(id="hero"))
    write(tmp_path, "language/d.yml", "")
    write(tmp_path, "langage/e.yaml", "")
    (tmp_path / "language" / "f.yaml").write_bytes(b"\xff")
    ruleset, errors = load(tmp_path)
    assert [rule.id for rule in ruleset.rules] == ["hero"]
    assert sorted((Path(str(error.path)).name, error.message.split(":")[0]) for error in errors) == [
        ("a.yaml", "expected keys with values, found a list"),
        ("b.yaml", "expected keys with values, found a list"),
        ("c.yaml", "expected keys with values, found a list"),
        ("d.yml", "rules end in .yaml"),
        ("f.yaml", "not UTF-8"),
        ("langage", "'langage' is not a category of rules"),
    ]
    assert "did you mean 'language'?" in [error.hint for error in errors]


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("about: x\n", "the key 'entries' is missing", 1),
        ("entries: [a]\n", "the key 'about' is missing", 1),
        ("about: x\nentries: []\n", "entries: the list is empty", 2),
        ("about: x\nentries: {}\n", "entries: there are no groups", 2),
        ("about: x\nentries: word\n", "entries: expected a list", 2),
        ("about: x\nentries:\n  a b: [x]\n", "'a b' cannot be a group's name", 3),
        ("about: x\nentries:\n  a: [x, 401]\n", "a: expected text, found the number 401", 3),
        ("about: x\nentries:\n  a: [x]\n  b: ['(y']\n", "'(' without a closing ')'", 4),
        ("about: x\nentries:\n  - ok\n  - '{none}'\n", "no vocabulary 'none'", 4),
        (
            "about: x\nentries:\n  - ok\n  - '{words} and'\n",
            "vocabularies refer to themselves: words -> words",
            4,
        ),
        ("about: x\nentries: [a]\nmore: x\n", "unknown key 'more'", 3),
    ],
)
def test_a_vocabulary_of_the_wrong_shape_is_refused(tmp_path: Path, text: str, message: str, line: int) -> None:
    error = load_one(tmp_path, text, "_vocabulary/words.yaml")
    assert error.message.startswith(message)
    assert error.line == line


def test_vocabularies_that_refer_to_each_other_in_a_ring_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "_vocabulary/a.yaml", "about: x\nentries: [x, '{b/g}']\n")
    write(tmp_path, "_vocabulary/b.yaml", "about: x\nentries: {g: ['{a}']}\n")
    write(tmp_path, "_vocabulary/c.yaml", "about: x\nentries: ['{c}']\n")
    write(tmp_path, "language/hero.yaml", phrase_rule(phrases="['{a}']"))
    ruleset, errors = load(tmp_path)
    assert [str(error) for error in errors] == [
        f"{tmp_path}/_vocabulary/a.yaml:2:14: vocabularies refer to themselves: a -> b -> a",
        f"{tmp_path}/_vocabulary/c.yaml:2:11: vocabularies refer to themselves: c -> c",
    ]
    assert ruleset.rules == ()


def test_users_may_add_rules_and_vocabularies(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "rules", tmp_path / "house" / "rules"
    write(ours, "_vocabulary/tools.yaml", "about: Tools.\nentries: {cloud: [AWS], other: [Go]}\n")
    write(ours, "language/hero.yaml", phrase_rule(phrases="['{tools/cloud}']"))
    write(theirs, "_vocabulary/house.yaml", "about: Ours.\nentries: ['{tools} team']\n")
    write(theirs, "ninja.yaml", phrase_rule("ninja", phrases="['{house}', '{tools}']", words="tools/other"))
    write(theirs, "fairness/guru.yaml", phrase_rule("guru"))
    ruleset, errors = load(ours, theirs)
    assert errors == ()
    assert [(rule.id, rule.category) for rule in ruleset.rules] == [
        ("guru", "fairness"),
        ("hero", "language"),
        ("ninja", "custom"),
    ]
    assert ruleset.vocabularies["tools"] == {"cloud": ("AWS",), "other": ("Go",)}
    assert ruleset.vocabularies["house"] == {"": ("{tools} team",)}


def test_a_name_that_is_taken_is_an_error_that_names_both_files(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "rules", tmp_path / "house"
    write(ours, "language/hero.yaml", PHRASE.format(id="hero"))
    write(ours, "_vocabulary/tools.yaml", "about: Tools.\nentries: [Go]\n")
    second = write(theirs, "hero.yaml", PHRASE.format(id="hero"))
    ruleset, errors = load(ours, theirs)
    assert [str(error) for error in errors] == [f"{second}: there is a rule 'hero' already: {ours}/language/hero.yaml"]
    assert ruleset.rules[0].category == "language"
    taken = write(theirs, "_vocabulary/tools.yaml", "about: Tools.\nentries: [Go]\n")
    assert load(ours, theirs)[1][0].path == str(taken)


def test_only_shipped_rules_are_builtin(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    write(tmp_path / "house", "not-a-job-post.yaml", BUILTIN)
    _, errors = load(tmp_path / "rules", tmp_path / "house")
    assert [error.message for error in errors] == ["kind: only the engine's own rules are 'builtin'"]


def test_a_folder_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "language/hero.yaml", PHRASE.format(id="hero"))
    ruleset, errors = load(tmp_path, tmp_path / "language" / "..", tmp_path / "language")
    assert errors == ()
    assert len(ruleset.rules) == 1


def test_a_folder_that_is_none_is_an_error(tmp_path: Path) -> None:
    file = write(tmp_path, "file", "")
    assert load(tmp_path / "none")[1][0].message == "there is no such folder"
    assert load(file)[1][0].message == "is not a folder"


def test_families_go_to_their_parser(tmp_path: Path) -> None:
    write(tmp_path, "_families/research.yaml", "titles: [Scientist]\n")
    write(tmp_path, "_families/analytics.yaml", "titles: [Analyst]\nextra: 1\n")
    write(tmp_path, "language/hero.yaml", phrase_rule(families="[reserch]"))

    def parse(name: str, reader: Reader, context: ParseContext) -> object:
        return name, context.phrases(reader, "titles")

    ruleset, errors = load_rules([tmp_path], KINDS, parse)
    assert ruleset.families == {"research": ("research", (1,))}
    assert [(error.message, error.hint) for error in errors] == [
        ("unknown key 'extra'", "known keys: titles"),
        ("families: 'reserch' is not known", "did you mean 'research'?"),
    ]
    assert isinstance(load(tmp_path)[0].families["research"], Reader)


def regex_value(text: str) -> Value:
    return read_mapping(f"regex: '{text}'", "rule.yaml").value("regex")


def test_an_expression_without_its_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "re2", None)
    with pytest.raises(RuleError, match="not installed") as caught:
        compile_linear_regex(regex_value("a+"))
    assert (caught.value.line, caught.value.column) == (1, 8)
    assert caught.value.hint == "install the engine with: pip install 'jdlint[regex]'"


def test_an_expression_that_the_engine_refuses_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class EngineError(Exception):
        """The engine's own error."""

    def compile_never(text: str, options: object) -> object:
        raise EngineError(b"invalid perl operator: (?=")

    engine = SimpleNamespace(Options=SimpleNamespace, error=EngineError, compile=compile_never)
    monkeypatch.setitem(sys.modules, "re2", engine)
    with pytest.raises(RuleError, match=r"regex: invalid perl operator: \(\?="):
        compile_linear_regex(regex_value("(?=a)"))


def test_the_real_engine_is_linear_and_counts_code_points() -> None:
    pytest.importorskip("re2")
    compiled = compile_linear_regex(regex_value(r"é(\w+)"))
    assert [match.span() for match in compiled.finditer("aé é Éabc")] == [(5, 9)]
    for text in ("x*", "(", r"(a)\1", "(?=a)", "a{1001}", "a" * 1001):
        with pytest.raises(RuleError):
            compile_linear_regex(regex_value(text))
    assert not list(compile_linear_regex(regex_value("(a+)+b")).finditer("a" * 50_000))


def test_the_shipped_rules_are_in_the_package_or_beside_src(tmp_path: Path) -> None:
    package = tmp_path / "src" / "jdlint"
    package.mkdir(parents=True)
    with pytest.raises(RuleError, match="missing"):
        shipped_rules(package)
    (tmp_path / "rules").mkdir()
    assert shipped_rules(package) == tmp_path / "rules"
    (package / "rules").mkdir()
    assert shipped_rules(package) == package / "rules"
    installed = tmp_path / "lib" / "jdlint"
    installed.mkdir(parents=True)
    with pytest.raises(RuleError, match="missing"):
        shipped_rules(installed)
    assert shipped_rules().name == "rules"


SIGNS = [
    "a",
    "own",
    "~",
    "*",
    "(",
    ")",
    "|",
    "?",
    "...",
    "...6",
    "{",
    "}",
    "{words}",
    "#",
    "=",
    "^",
    " ",
    "-",
    "é",
    "²",
    "İ",
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(st.characters(codec="utf-8")), st.lists(st.sampled_from(SIGNS)).map("".join)))
@example("=-")
def test_any_phrase_is_taken_or_refused_at_its_place(text: str) -> None:
    vocabularies = {"words": {"": ("one", "two words")}}
    context = ParseContext(PhraseBook(vocabularies), vocabularies)
    written = yaml.safe_dump({"phrase": text}, default_style="'")
    try:
        value = read_mapping(written, "rule.yaml").value("phrase")
        number = context.phrase(value)
    except RuleError as error:
        assert error.line is not None  # noqa: PT017
    else:
        context.book.scan(tokenize(text))
        assert context.phrase(value) == number


SPLICES = [
    "",
    "{",
    "}",
    "[",
    "]",
    "- ",
    ": ",
    "'",
    '"',
    "\n",
    "  ",
    "null",
    "1",
    "true",
    "⟦",
    "⟧",
    "any",
    "absent",
    "{x}",
]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damaged_rule_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    name, text = data.draw(st.sampled_from([("hero", PHRASE.format(id="hero")), ("ownership", CRITERION)]))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + data.draw(st.sampled_from(SPLICES)) + text[end:]
    path = write(tmp_path, f"{name}.yaml", text)
    ruleset, errors = load(tmp_path)
    assert len(ruleset.rules) + len(errors) == 1
    for error in errors:
        assert error.path == str(path)
        assert error.line is not None
    path.unlink()


@pytest.mark.parametrize(
    ("text", "hint", "place"),
    [
        ("about: Bakers.\nnot-asked: [hreo]\n", "did you mean 'hero'?", (2, 13)),
        ("about: Bakers.\nseverity:\n  hreo: off\n", "did you mean 'hero'?", (3, 3)),
        ("about: Bakers.\nnot-asked: [unheard-of]\n", "'jdlint rules' lists them all", (2, 13)),
    ],
)
def test_a_family_names_rules_that_there_are(tmp_path: Path, text: str, hint: str, place: tuple[int, int]) -> None:
    write(tmp_path, "language/hero.yaml", phrase_rule())
    write(tmp_path, "_families/bakers.yaml", text)

    _, errors = load_rules([tmp_path], KINDS, parse_family)

    (error,) = errors
    assert error.message.startswith("there is no rule '")
    assert (error.hint, (error.line, error.column)) == (hint, place)
