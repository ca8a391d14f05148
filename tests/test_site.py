"""The site of the documentation: its pages as they are made, and what the check of a built site finds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml

import build_site
import check_site
from jdlint.checks import CHECKS
from jdlint.linter import load_linter
from jdlint.settings.files import read_layers
from jdlint.settings.layers import merge
from jdlint.settings.tuning import tune
from make_pictures import run
from rule_page import SHAPE, plain
from rule_pages import rule_pages
from rule_shelf import Shelf, shelf
from site_pages import Site, read_navigation

ROOT = build_site.ROOT


@cache
def books() -> Shelf:
    return shelf(ROOT / "docs" / "guidance.md")


@cache
def pages() -> Mapping[str, str]:
    return rule_pages(books())


def page(rule: str) -> str:
    """A rule's page without the posts in it, which have headings of their own."""
    return re.sub("<pre>.*?</pre>", "<pre></pre>", pages()[f"rules/{rule}"], flags=re.DOTALL)


def section(rule: str, title: str) -> str:
    return page(rule).split(f"\n## {title}\n")[1].split("\n## ")[0].strip()


def test_each_rule_has_a_page_of_the_fixed_shape() -> None:
    for rule in books().rules:
        headings = re.findall(r"^## (.+)$", page(rule.id), re.MULTILINE)
        assert [heading for heading in headings if heading != "Laws"] == list(SHAPE), rule.id
        assert ("Laws" in headings) == (rule.law is not None), rule.id
        assert all(section(rule.id, title) for title in SHAPE), rule.id


def test_each_page_has_figures_or_says_that_there_are_none() -> None:
    for rule in books().rules:
        said = section(rule.id, "How right it is")
        figures = bool(re.search(r"precision (?:of )?[01]\.\d\d", said))
        assert figures != said.startswith("Not measured"), rule.id
        counts = books().accuracy.alarms.rules.get(rule.id)
        assert figures == (rule.id in books().accuracy.rules or bool(counts and counts.read)), rule.id


def test_the_settings_on_the_pages_can_be_used_and_change_the_rules(tmp_path: Path) -> None:
    settings: dict[str, dict[str, object]] = {}
    for rule in books().rules:
        text = re.search(r"```yaml\n(.*?)```", section(rule.id, "Settings"), re.DOTALL)
        assert text
        for key, value in yaml.safe_load(text[1]).items():
            settings.setdefault(key, {}).update(value)
    file = tmp_path / ".jdlint.yaml"
    file.write_text(yaml.safe_dump(settings), encoding="utf-8")
    tuned = tune(load_linter()[0].ruleset, merge(read_layers(file)), CHECKS)
    assert [rule.id for rule, other in zip(books().rules, tuned, strict=True) if rule.severity == other.severity] == []


def test_every_rule_is_in_the_index_and_on_the_page_of_its_category() -> None:
    for rule in books().rules:
        assert f"[{rule.id}]({rule.id}.md)" in pages()["rules/index"]
        assert f"[{rule.id}](../{rule.id}.md)" in pages()[f"rules/category/{rule.category}"]


def test_marked_words_are_marked_and_nothing_of_an_example_is_markup() -> None:
    bad = section("empty-bold", "Bad")
    assert r"\*\*Place:\*\* Leeds <mark>\*\* \*\*</mark>" in bad
    assert r"\<b\>\</b\>" in bad


def test_a_rule_names_the_statements_that_it_looks_after() -> None:
    assert "- 3: It tells what changes because somebody does this job." in section("role-impact", "Sources")


def test_a_text_reads_as_it_is_and_addresses_are_links() -> None:
    assert plain("a*b [c](d) <e> `f*g`") == r"a\*b \[c\](d) \<e\> `f*g`"
    assert plain("see doi:10.1000/182.") == "see [doi:10.1000/182](https://doi.org/10.1000/182)."


def test_every_page_of_the_documentation_is_on_the_site_and_in_its_order() -> None:
    navigation = read_navigation(ROOT)
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")}
    assert files <= navigation.names.keys()
    listed = [name for names in navigation.groups.values() for name in names]
    assert sorted(listed) == sorted({*navigation.names.values(), "rules/index"} - {"index"})


PAGE = """\
# Title

[one](two.md#place), [outside](../tests/test_site.py), [far](https://example.org/x), `no-such`, `salary-missing`, `team`.

| rule | what |
|---|---|
| `team` | `data` |

```text
`salary-missing` [one](two.md)
```
<picture><source media="(prefers-color-scheme: dark)" srcset="pictures/d.svg"><img src="pictures/l.svg" alt="x"></picture>
"""


@pytest.mark.parametrize(
    ("repository", "outside"),
    [(None, "outside"), ("https://x.org/r", "[outside](https://x.org/r/blob/HEAD/tests/test_site.py)")],
)
def test_links_are_turned_to_where_pages_stand_on_the_site(
    tmp_path: Path, repository: str | None, outside: str
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "one.md").write_text(PAGE, encoding="utf-8")
    names = {"docs/one.md": "deep/one", "docs/two.md": "two"}
    lines = Site(tmp_path, names, {"salary-missing", "team", "data"}, repository).page("docs/one.md").splitlines()
    rule = "[`salary-missing`](../rules/salary-missing.md)"
    assert lines[2] == f"[one](../two.md#place), {outside}, [far](https://example.org/x), `no-such`, {rule}, `team`."
    assert lines[6] == "| [`team`](../rules/team.md) | `data` |"
    assert lines[9] == "`salary-missing` [one](two.md)"
    light, dark = (
        '<img class="only-light" src="pictures/l.svg" alt="x">',
        '<img class="only-dark" src="pictures/d.svg" alt="x">',
    )
    assert lines[11] == f'<div class="wide-picture">{light}{dark}</div>'


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('<a href="two.html">x</a>', "the link leads nowhere: two.html"),
        ('<a href="#there">x</a>', "no place for the link: #there"),
        ('<a href="/one.html">x</a>', "no link within the site: /one.html"),
        ('<script src="https://cdn.example/x.js"></script>', "loads from elsewhere: https://cdn.example/x.js"),
        ('<img src="//cdn.example/x.png">', "loads from elsewhere: //cdn.example/x.png"),
        ('<style>@import "https://fonts.example/x";</style>', "loads from elsewhere: https://fonts.example/x"),
        ('<p style="background: url(x.png)">', "loads what is not there: x.png"),
        ('<link rel="stylesheet" href="x.css">', "loads what is not there: x.css"),
    ],
)
def test_the_check_of_a_site_finds(tmp_path: Path, body: str, problem: str) -> None:
    (tmp_path / "one.html").write_text(f'<p id="here">\n{body}', encoding="utf-8")
    assert check_site.problems_of(tmp_path) == [f"one.html:2: {problem}"]


def test_the_check_of_a_site_passes_what_is_right(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(
        '<p id="here"><a href="#here">x</a> <a href="two.html#b%C3%A9">x</a> <a href="https://example.org">x</a>'
        '<img src="data:image/png;base64,x"><link rel="stylesheet" href="x.css?v=1">',
        encoding="utf-8",
    )
    (tmp_path / "two.html").write_text('<p id="bé">', encoding="utf-8")
    (tmp_path / "x.css").write_text('@font-face { src: url("x.css") }', encoding="utf-8")
    assert check_site.problems_of(tmp_path) == []
    (tmp_path / "x.css").write_text('@font-face { src: url("https://fonts.example/x") }', encoding="utf-8")
    assert check_site.problems_of(tmp_path) == ["x.css: loads from elsewhere: https://fonts.example/x"]


@pytest.mark.parametrize(("half", "name"), [("before", "post.md"), ("after", "answered.md")])
def test_the_start_page_quotes_the_posts_of_the_first_steps(half: str, name: str) -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    shown = index.split(f'<div class="{half}">')[1].split("</div>")[0]
    found = run(f"jdlint --output-format json {name}")
    assert f"{half.capitalize()}: {len(json.loads(found)['findings'])} findings" in shown
    post = " ".join((ROOT / "docs" / "start" / name).read_text(encoding="utf-8").split())
    quoted = [" ".join(block.removeprefix("- ").split()) for block in re.split(r"\n\n|\n(?=- )", shown.strip())[1:]]
    assert [block for block in quoted if block not in post] == []


def test_the_site_says_whether_jdlint_can_be_tried_on_it(tmp_path: Path) -> None:
    build_site.write_sources(tmp_path / "with")
    build_site.write_sources(tmp_path / "without", missing="there is no npm")
    texts = [(tmp_path / name / "try.md").read_text(encoding="utf-8").splitlines() for name in ("with", "without")]
    assert 'href="try/index.html"' in texts[0][2]
    assert (
        texts[1][2] == "*This copy of the site is without the page that runs jdlint in the browser (there is no npm).*"
    )


def test_a_warning_of_the_generator_fails_the_build(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "index.md").write_text("# Start\n\nA [link](#start).\n", encoding="utf-8")
    assert build_site.run_sphinx(sources, tmp_path / "site") == 0
    (sources / "index.md").write_text("# Start\n\nA [link](nowhere.md).\n", encoding="utf-8")
    assert build_site.run_sphinx(sources, tmp_path / "site") == 1
