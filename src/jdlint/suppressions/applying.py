"""Findings without those that a post suppresses, and with what is to be said of its suppressions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jdlint.checks.judgement import Match
from jdlint.engine import UNJUDGED, Result, findings_of
from jdlint.errors import InputError, closest, did_you_mean
from jdlint.finding import Finding, Fix
from jdlint.post.post import Post
from jdlint.ruleset.rule import CATEGORIES, Rule
from jdlint.settings.selection import ALL
from jdlint.suppressions.directive import FORMS, PREFIX, Directive, Name, read_directives
from jdlint.suppressions.scope import Names, Scope, read_names, scope_of

UNUSED, UNKNOWN, NO_REASON = "unused-suppression", "unknown-suppression", "suppression-without-reason"
# Each finding is compared with each of them.
MAX_SUPPRESSIONS = 250
ABOUT_SUPPRESSIONS = frozenset({UNUSED, UNKNOWN, NO_REASON})


@dataclass(slots=True, eq=False)
class _Suppressions:
    """A post's suppressions at work; ``used`` has the indexes of those names that suppressed something."""

    directives: tuple[Directive, ...]
    scopes: tuple[Scope | None, ...]
    names: Names
    used: set[tuple[int, int]] = field(default_factory=set)

    def suppress(self, finding: Finding, but: int | None = None) -> bool:
        """Whether a suppression other than ``but`` covers a finding; of several the widest form is used."""
        covering = [index for index, scope in enumerate(self.scopes) if scope is not None and scope.holds(finding)]
        wide = [index for index in covering if self.directives[index].form == "disable-file"]
        narrow = [index for index in covering if index not in wide]
        for index in (*wide, *self._ranged(finding), *narrow):
            name = self._name_for(index, finding.rule)
            if name is not None and index != but:
                self.used.add((index, name))
                return True
        return False

    def mark_enables(self) -> None:
        """Note which names end what an earlier suppression began."""
        active: frozenset[str] = frozenset()
        for index, directive in enumerate(self.directives):
            for number, name in enumerate(directive.names):
                if directive.form == "disable":
                    active |= self.names.of(name.text)
                elif directive.form == "enable":
                    if active & self.names.of(name.text):
                        self.used.add((index, number))
                    active -= self.names.of(name.text)

    def _ranged(self, finding: Finding) -> list[int]:
        """The suppression whose range the finding begins in, if it is in one: of those before it the last holds."""
        last: list[int] = []
        for index, directive in enumerate(self.directives):
            ranged = directive.form in ("disable", "enable") and directive.span.start <= finding.span.start
            if ranged and self._name_for(index, finding.rule) is not None:
                last = [index] if directive.form == "disable" else []
        return last

    def _name_for(self, index: int, rule: str) -> int | None:
        names = self.directives[index].names
        return next((number for number, name in enumerate(names) if rule in self.names.of(name.text)), None)


def apply_suppressions(post: Post, result: Result, rules: Sequence[Rule], known: Iterable[Rule]) -> Result:
    """The result without the findings that the post suppresses, which go to ``suppressed``.

    Raises ``InputError`` where the post has more suppressions than anybody could answer for.

    ``rules`` are those that were on, ``known`` all that a suppression may name. What is wrong with the
    suppressions themselves is found here, as far as ``rules`` has the rules for it.
    """
    directives = read_directives(post.document)
    if not directives:
        return result
    _refuse_too_many(post, directives)
    known = tuple(known)
    usable = tuple(directive for directive in directives if directive.known)
    at_work = _Suppressions(usable, tuple(scope_of(d, post.document) for d in usable), read_names(known))
    about = {rule.id: rule for rule in rules if rule.id in ABOUT_SUPPRESSIONS}
    stated = [
        *_reported(post, about.get(UNKNOWN), _unknown(directives, at_work.names)),
        *_reported(post, about.get(NO_REASON), _without_reason(usable)),
    ]
    shown: list[Finding] = []
    suppressed: list[Finding] = []
    for finding in (*result.findings, *stated):
        (suppressed if at_work.suppress(finding) else shown).append(finding)
    if UNUSED in about:
        at_work.mark_enables()
        run = _judged_rules(post, result, rules)
        # Which names suppress that others are unused must be known before these are judged themselves.
        for index, finding in _unused(post, at_work, about[UNUSED], run, known, but=UNUSED):
            at_work.suppress(finding, but=index)
        for index, finding in _unused(post, at_work, about[UNUSED], run, known):
            (suppressed if at_work.suppress(finding, but=index) else shown).append(finding)
    by_place = sorted(shown, key=lambda finding: finding.sort_key)
    return replace(result, findings=tuple(by_place), suppressed=tuple(sorted(suppressed, key=lambda f: f.sort_key)))


def _refuse_too_many(post: Post, directives: Sequence[Directive]) -> None:
    count = sum(max(1, len(directive.names)) for directive in directives)
    if count > MAX_SUPPRESSIONS:
        line, column = post.source.position(directives[0].span.start)
        raise InputError(
            f"has {count:,} suppressions, and at most {MAX_SUPPRESSIONS} are read",
            path=post.source.path,
            line=line,
            column=column,
            hint="jdlint-disable-file with the ids of the rules covers the whole post",
        )


def _reported(post: Post, rule: Rule | None, matches: Iterator[Match]) -> Iterator[Finding]:
    return findings_of(post, rule, matches) if rule is not None else iter(())


def _unknown(directives: Sequence[Directive], names: Names) -> Iterator[Match]:
    known = (*names.covered, *CATEGORIES)
    for directive in directives:
        if not directive.known:
            found = closest(directive.form.removeprefix("jdlint:"), FORMS)
            advice = f"did you mean '{PREFIX}{found}'?" if found else f"the forms are {', '.join(FORMS)}."
            yield Match(directive.form_span, values={"names": advice})
        elif not directive.names:
            yield Match(directive.form_span, values={"names": "its value is no list of rules and categories."})
        else:
            for name in directive.names:
                if name.text not in known:
                    advice = did_you_mean(name.text, known) or "'jdlint rules' lists all rules and categories."
                    yield Match(name.span, values={"names": advice})


def _without_reason(directives: Sequence[Directive]) -> Iterator[Match]:
    return (Match(d.span) for d in directives if d.form != "enable" and d.names and d.reason is None)


def _judged_rules(post: Post, result: Result, rules: Sequence[Rule]) -> Mapping[str, bool]:
    """The rules that were tried on the post, each with whether it could judge."""
    if not (post.is_job_post and post.is_english):
        return {rule.id: True for rule in rules if rule.id in UNJUDGED}
    skipped = {entry.rule for entry in result.not_evaluated}
    return {rule.id: rule.id not in skipped for rule in rules}


def _unused(
    post: Post,
    at_work: _Suppressions,
    rule: Rule,
    run: Mapping[str, bool],
    known: Sequence[Rule],
    *,
    but: str | None = None,
) -> tuple[tuple[int, Finding], ...]:
    """A finding for each suppression, by its index, with names that did nothing, as far as their rules were tried.

    Names that cover the rule ``but`` are passed over.
    """
    usual = frozenset(rule.id for rule in known if rule.on_by_default and not rule.preview)
    found: list[tuple[int, Finding]] = []
    for index, directive in enumerate(at_work.directives):
        unused = tuple(
            name
            for number, name in enumerate(directive.names)
            if (index, number) not in at_work.used
            and but not in at_work.names.of(name.text)
            and _was_tried(name.text, at_work.names, run, usual)
        )
        if unused:
            match = _unused_match(post, directive, unused)
            found += [(index, finding) for finding in findings_of(post, rule, (match,))]
    return tuple(found)


def _was_tried(name: str, names: Names, run: Mapping[str, bool], usual: frozenset[str]) -> bool:
    """Whether a name's rules had the chance to find something: its one rule, or all that are usually on."""
    ids = names.of(name)
    if not ids:
        return False
    return run.get(name, False) if name in ids and name != ALL else (ids & usual) <= run.keys()


def _unused_match(post: Post, directive: Directive, unused: tuple[Name, ...]) -> Match:
    listed = ", ".join(name.text for name in unused)
    from jdlint.suppressions.removing import without_names  # noqa: PLC0415 - most suppressions are used

    edits = without_names(post.document, directive, unused)
    title = "remove the suppression" if len(unused) == len(directive.names) else f"remove {listed} from the suppression"
    does = "ends" if directive.form == "enable" else "suppresses"
    return Match(directive.span, values={"match": does, "names": listed}, fix=Fix(title, edits) if edits else None)
