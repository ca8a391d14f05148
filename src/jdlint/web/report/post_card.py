"""A post at a glance, as a part of the report: its criteria, facts and stages, each with a way to the words that show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jdlint.finding import Finding, Span
from jdlint.output.scorecard_words import fact_word, level_word, remark, tool_lists_told, wants_answer
from jdlint.scorecard import CriterionScore, Quote
from jdlint.web.markup import Markup, element, joined
from jdlint.web.report.reported import ReportedPost
from jdlint.web.report.words import label_of, level_slug, rule_link, severity_mark


def criteria_list(post: ReportedPost, keys: Mapping[Span, str]) -> Markup:
    """Each criterion with its level, the sentences that show it, and what is asked where nothing concrete was found."""
    whole = {finding.rule: finding for finding in post.of_whole}
    entries = (
        element(
            "li",
            {"class": "level", "id": f"{post.key}c{number}", "data-level": level_slug(score)},
            element("h4", {}, label_of(rule_id), " ", element("i", {}, level_word(score))),
            _said(post, score, keys),
            _missing(whole.get(rule_id)),
            element("p", {"class": "ask"}, score.rule.ask or "") if wants_answer(score) else None,
        )
        for number, (rule_id, score) in enumerate(post.card.criteria.items(), start=1)
    )
    return element("ol", {"class": "criteria"}, *entries)


def _said(post: ReportedPost, score: CriterionScore, keys: Mapping[Span, str]) -> Iterator[Markup]:
    if text := remark(post.card, score):
        yield element("p", {}, text)
    for quote in score.quotes:
        yield element(
            "p",
            {"class": "quote"},
            element("a", {"href": f"#{post.key}{keys[quote.span]}"}, f"line {quote.line}"),
            " ",
            element("q", {}, _quoted(quote)),
        )


def _quoted(quote: Quote) -> Markup:
    """The sentence, with the telling words strong."""
    start, end = quote.mark
    text = quote.plain
    if start >= end:
        return joined(text)
    return joined(text[:start], element("b", {}, text[start:end]), text[end:])


def _missing(finding: Finding | None) -> Markup | None:
    if finding is None:
        return None
    return element("p", {}, severity_mark(finding.severity.label), " ", finding.message, " ", rule_link(finding.rule))


def facts_list(post: ReportedPost, keys: Mapping[Span, str]) -> Markup:
    """The facts that the post states, each with a link to where, and those that it does not."""
    return element("ul", {"class": "signs"}, *(_sign(post, fact_word(n), s, keys) for n, s in post.card.facts.items()))


def stages_list(post: ReportedPost, keys: Mapping[Span, str]) -> Markup:
    """The stages of a model's life from question to governance, as a strip: those that the duties speak of, and others."""
    return element("ol", {"class": "stages"}, *(_sign(post, n, s, keys) for n, s in post.card.stages.items()))


def _sign(post: ReportedPost, name: str, span: Span | None, keys: Mapping[Span, str]) -> Markup:
    if span is None:
        return element("li", {"class": "no"}, name, element("span", {"class": "visually-hidden"}, ": not said"))
    return element("li", {"class": "yes"}, element("a", {"href": f"#{post.key}{keys[span]}"}, name))


def remarks(post: ReportedPost) -> Sequence[Markup]:
    """What else is to be said: lists that only name tools, findings that are left out, rules that could not judge."""
    result = post.result
    said = []
    if lists := tool_lists_told(post.card, "–"):
        said.append(element("p", {}, "Lists that only name tools: ", "lines " if "–" in lists else "line ", lists, "."))
    for findings, what in (
        (result.suppressed, "suppressed in the post"),
        (result.known, "in the baseline"),
    ):
        if findings:
            rules = ", ".join(sorted({finding.rule for finding in findings}))
            said.append(element("p", {}, f"Left out as {what}: {len(findings)} ({rules})."))
    if result.not_evaluated:
        entries = (element("li", {}, rule_link(entry.rule), f": {entry.reason}") for entry in result.not_evaluated)
        summary = element("summary", {}, f"Not evaluated: {len(result.not_evaluated)}")
        said.append(element("details", {"class": "not-evaluated"}, summary, element("ul", {}, *entries)))
    return said
