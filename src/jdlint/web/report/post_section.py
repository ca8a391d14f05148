"""A post's own section of the report: what it says at a glance, then its text with the findings marked and explained."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from jdlint.finding import Finding
from jdlint.output.scorecard_words import family_word
from jdlint.record import Record
from jdlint.web.markup import Markup, element
from jdlint.web.report.marks import Mark
from jdlint.web.report.post_card import criteria_list, facts_list, remarks, stages_list
from jdlint.web.report.post_text import PostText, front_matter_words
from jdlint.web.report.reported import ReportedPost
from jdlint.web.report.words import rule_link, severity_counts, severity_mark


class PostSection(Record):
    """The parts of a post's section: what heads it, what it says at a glance, its text, and the notes on the text."""

    key: str
    header: Markup
    glance: Markup
    text: Markup
    notes: Markup

    def article(self, *, whole: bool = True) -> Markup:
        """The section; where it is not ``whole``, glance and notes are left for a script to put in."""
        return element(
            "article",
            {"class": "post", "id": self.key, "tabindex": -1, "aria-labelledby": f"{self.key}t"},
            self.header,
            self.glance if whole else None,
            element("div", {"class": "reading"}, self.text, self.notes if whole else None),
        )


def post_section(post: ReportedPost) -> PostSection:
    """The section of a post."""
    findings = post.finding_marks()
    evidence = tuple(Mark(key, span) for span, key in post.evidence_keys().items())
    text = PostText(post.key, front_matter_words(post.source, post.front_matter), post.body, (*findings, *evidence))
    return PostSection(
        post.key,
        _header(post),
        _glance(post) if post.card.reason is None else _unjudged(post),
        _text(text),
        element("div", {"class": "notes"}, *_notes(post, text.unseen)),
    )


def _header(post: ReportedPost) -> Markup:
    found = severity_counts(post.result.findings)
    return element(
        "header",
        {},
        element("h2", {"id": f"{post.key}t"}, post.title),
        element(
            "p",
            {"class": "about"},
            element("code", {}, post.source.path),
            element("span", {"class": "chip"}, family_word(post.card)) if post.card.reason is None else None,
            found or element("span", {}, "no findings"),
        ),
    )


def _unjudged(post: ReportedPost) -> Markup:
    said = element("p", {"class": "unjudged"}, f"Not judged: {post.card.reason}.")
    return element("div", {"class": "glance"}, said, _of_whole(post))


def _glance(post: ReportedPost) -> Markup:
    keys = post.evidence_keys()
    stages = post.card.stages
    told = sum(span is not None for span in stages.values())
    sections = (
        ("What it says, and what it leaves open", criteria_list(post, keys)),
        (f"Stages of a model’s life: {told} of {len(stages)}", stages_list(post, keys) if stages else None),
        ("Facts", facts_list(post, keys) if post.card.facts else None),
    )
    return element(
        "div",
        {"class": "glance"},
        *(element("section", {}, element("h3", {}, heading), shown) for heading, shown in sections if shown),
        _of_whole(post),
        *remarks(post),
    )


def _of_whole(post: ReportedPost) -> Markup | None:
    """What is said of the post as a whole, but for the criteria, which say it themselves."""
    whole = [finding for finding in post.of_whole if finding.rule not in post.card.criteria]
    if not whole:
        return None
    items = (element("li", {}, *_told(finding)) for finding in whole)
    return element(
        "section", {}, element("h3", {}, "About the post as a whole"), element("ul", {"class": "whole"}, *items)
    )


def _text(text: PostText) -> Markup:
    front = text.front_matter()
    closed = element("details", {"class": "front"}, element("summary", {}, "Front matter"), front) if front else None
    return element("div", {"class": "text"}, closed, text.body())


def _notes(post: ReportedPost, unseen: Collection[str]) -> Iterable[Markup]:
    """What is said of the post's words, then of what its text does not show, such as the address of a link."""
    numbered = [(mark.key, finding) for mark, finding in zip(post.finding_marks(), post.in_text, strict=True)]
    shown = [_note(post, key, finding) for key, finding in numbered if key not in unseen]
    hidden = [_aside(finding) for key, finding in numbered if key in unseen]
    for heading, tag, notes in (("About its words", "ol", shown), ("About what the text does not show", "ul", hidden)):
        if notes:
            yield element("h4", {}, heading)
            yield element(tag, {}, *notes)


def _note(post: ReportedPost, key: str, finding: Finding) -> Markup:
    number = key[1:]
    return element(
        "li",
        {"id": f"{post.key}n{number}", "data-of": key},
        element("a", {"class": "ref", "href": f"#{post.key}{key}"}, number),
        _told(finding),
    )


def _aside(finding: Finding) -> Markup:
    return element("li", {}, element("span", {"class": "line"}, f"line {finding.line}"), *_told(finding))


def _told(finding: Finding) -> Iterable[Markup]:
    yield element("p", {}, severity_mark(finding.severity.label), " ", finding.message)
    if finding.ask:
        yield element("p", {"class": "ask"}, finding.ask)
    yield element("p", {"class": "rule"}, rule_link(finding.rule))
