from __future__ import annotations

import pytest

from jdlint.errors import ConfigError
from jdlint.finding import Severity
from jdlint.ruleset.rule import Rule
from jdlint.settings.place import Place
from jdlint.settings.selection import select_rules
from jdlint.settings.settings import Settings


def make_rule(rule_id: str, category: str, *, on_by_default: bool = True, preview: bool = False) -> Rule:
    return Rule(
        id=rule_id,
        title="A title",
        kind="builtin" if category == "jdlint" else "phrase",
        category=category,
        severity={"": Severity.ERROR},
        families=("any",),
        message={"": "A message"},
        ask=None,
        why="Because.",
        often=None,
        sources=(),
        options=None,
        good=(),
        bad=(),
        known_miss=(),
        since=None,
        on_by_default=on_by_default,
        path=f"rules/{category}/{rule_id}.yaml",
        preview=preview,
    )


RULES = (
    make_rule("data", "criteria"),
    make_rule("metrics", "criteria"),
    make_rule("missing-title", "structure"),
    make_rule("not-a-job-post", "jdlint"),
)


@pytest.mark.parametrize(
    ("select", "ignore", "on"),
    [
        ((), (), "data metrics missing-title not-a-job-post"),
        (("ALL",), (), "data metrics missing-title not-a-job-post"),
        (("criteria",), (), "data metrics"),
        (("metrics", "structure"), (), "metrics missing-title"),
        (("ALL",), ("criteria",), "missing-title not-a-job-post"),
        (("ALL", "data"), ("criteria",), "data missing-title not-a-job-post"),
        (("criteria",), ("data",), "metrics"),
        (("criteria",), ("ALL",), "data metrics"),
        (("data",), ("ALL",), "data"),
        (("data",), ("data",), ""),
        (("criteria",), ("criteria",), ""),
        (("ALL",), ("ALL",), ""),
        ((), ("ALL",), ""),
        ((), ("jdlint",), "data metrics missing-title"),
        ((), ("not-a-job-post",), "data metrics missing-title"),
        (("fairness",), (), ""),
    ],
)
def test_the_narrower_word_wins_and_ignore_among_equals(
    select: tuple[str, ...], ignore: tuple[str, ...], on: str
) -> None:
    settings = Settings(select=select or ("ALL",), ignore=ignore)
    assert [rule.id for rule in select_rules(RULES, settings)] == on.split()


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("metric", "did you mean 'metrics'?"),
        ("all", "did you mean 'ALL'?"),
        ("Criteria", "did you mean 'criteria'?"),
        ("", "'jdlint rules' lists all rules and categories"),
        ("zzzzzz", "'jdlint rules' lists all rules and categories"),
    ],
)
def test_an_unknown_word_is_an_error_with_a_hint(word: str, hint: str) -> None:
    for settings in (Settings(select=(word,)), Settings(ignore=(word,)), Settings(extend_select=(word,))):
        with pytest.raises(ConfigError) as caught:
            select_rules(RULES, settings)
        assert caught.value.hint == hint
        assert caught.value.path is None


def test_an_unknown_word_of_the_settings_is_placed_there() -> None:
    settings = Settings(select=("metric",), places={("select", "metric"): Place("jdlint.yaml", 2, 5)})
    with pytest.raises(ConfigError) as caught:
        select_rules(RULES, settings)
    assert str(caught.value) == "jdlint.yaml:2:5: there is no rule or category 'metric'"


def test_levels_fall_back_to_the_rules_own_values() -> None:
    rule = RULES[0]
    assert rule.severity_at("absent") == rule.severity_at() == Severity.ERROR
    assert rule.message_at("generic") == rule.message_at() == "A message"
    assert RULES[3].builtin
    assert not rule.builtin


def on(rules: tuple[Rule, ...], **given: tuple[str, ...] | bool) -> tuple[Rule, ...]:
    return select_rules(rules, Settings(**given))  # type: ignore[arg-type]


def test_a_rule_that_is_off_by_default_is_on_only_by_its_id() -> None:
    quiet = make_rule("quiet", "criteria", on_by_default=False)
    rules = (*RULES, quiet)
    assert quiet not in on(rules)
    assert quiet not in on(rules, select=("criteria",))
    assert on(rules, select=("quiet",)) == (quiet,)
    assert on(rules, extend_select=("quiet",)) == rules
    assert quiet not in on(rules, select=("quiet",), ignore=("quiet",))


def test_a_preview_is_on_by_its_id_or_where_previews_are_wanted() -> None:
    new, quiet = make_rule("new", "criteria", preview=True), make_rule("q", "data", on_by_default=False, preview=True)
    rules = (*RULES, new, quiet)
    assert on(rules) == RULES
    assert on(rules, select=("criteria",)) == RULES[:2]
    assert on(rules, select=("new",)) == (new,)
    assert on(rules, preview=True) == (*RULES, new), "a preview may be off by default all the same"
