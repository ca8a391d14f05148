"""A baseline: findings that are known and accepted, so that only new ones are reported."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from jdlint.atomic import replace_file
from jdlint.engine import Origin, Result, Screen
from jdlint.errors import ConfigError
from jdlint.finding import Finding
from jdlint.post.source import Source, make_source
from jdlint.record import Record

VERSION = 1
# Enough digits to tell the texts of one rule in one file apart.
_DIGITS = 16

# How often a rule found a text, by the rule's id and the text's hash.
Counts: TypeAlias = "Counter[tuple[str, str]]"


class Baseline(Record, eq=False):
    """The known findings of posts; ``counts`` are by the post's path from the folder of the baseline's file."""

    path: Path
    counts: Mapping[str, Counts]

    def name_of(self, post: str) -> str:
        """The name that a post, given by its path from the current folder, has in the baseline."""
        return Path(os.path.relpath(post, self.path.parent)).as_posix()

    def screen_for(self, source: Source) -> Screen:
        """What moves the known findings of a post out of its result's findings: of equal ones the first."""
        known = self.counts.get(self.name_of(source.path), Counter())

        def screen(result: Result, now: Source, _: Origin) -> Result:
            left = Counter(known)
            new: list[Finding] = []
            old: list[Finding] = []
            for finding in result.findings:
                key = key_of(finding, now)
                (old if left[key] > 0 else new).append(finding)
                left[key] -= 1
            return replace(result, findings=tuple(new), known=(*result.known, *old))

        return screen


class Stale(Record):
    """``count`` findings of a rule that the baseline has and that are no longer there; ``gone`` is the whole file."""

    name: str
    rule: str
    count: int
    gone: bool


def key_of(finding: Finding, source: Source) -> tuple[str, str]:
    """What tells a finding from others in its post, wherever it stands: its rule and the words, by their hash."""
    words = "" if finding.whole else source.words(finding.span)
    digest = sha256(f"{finding.level or ''}\0{words}".encode("utf-8", "surrogatepass")).hexdigest()
    return finding.rule, digest[:_DIGITS]


def count_findings(source: Source, result: Result) -> Counts:
    """All findings of a post but for those that it suppresses, whether reported or not."""
    return Counter(key_of(finding, source) for finding in (*result.findings, *result.known, *result.unchanged))


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file; raises ``ConfigError``, with the place, when it cannot be used."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise ConfigError("the baseline cannot be read: it is not a regular file", path=str(path))
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        hint = "--write-baseline makes it"
        raise ConfigError("there is no such baseline", path=str(path), hint=hint) from None
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "it is not UTF-8"
        raise ConfigError(f"the baseline cannot be read: {reason}", path=str(path)) from None
    return Baseline(path, _Reader(text, str(path)).read())


def renewed(
    baseline: Baseline,
    linted: Iterable[tuple[Source, Result]],
    run: Callable[[str, str], bool],
    exists: Callable[[str], bool],
) -> Baseline:
    """The baseline with what was found in this run.

    ``run`` tells of a post's name and a rule whether that was tried; what was not tried stays. So do files that were
    not linted and of which ``exists`` says that they are still there.
    """
    counts = {name: known for name, known in baseline.counts.items() if exists(name)}
    for source, result in linted:
        name = baseline.name_of(source.path)
        kept = {key: count for key, count in counts.get(name, Counter()).items() if not run(name, key[0])}
        counts[name] = Counter({**kept, **count_findings(source, result)})
    return Baseline(baseline.path, {name: known for name, known in counts.items() if known})


def stale_entries(
    baseline: Baseline,
    linted: Iterable[tuple[Source, Result]],
    run: Callable[[str, str], bool],
    exists: Callable[[str], bool],
) -> tuple[Stale, ...]:
    """What the baseline has and this run did not find, by file and rule; arguments as for ``renewed``."""
    found = {baseline.name_of(source.path): count_findings(source, result) for source, result in linted}
    missing: Counter[tuple[str, str, bool]] = Counter()
    for name, known in baseline.counts.items():
        gone = not exists(name)
        for (rule, digest), count in known.items():
            if gone or (name in found and run(name, rule)):
                now = 0 if gone else found[name][rule, digest]
                missing[name, rule, gone] += max(0, count - now)
    return tuple(Stale(name, rule, count, gone) for (name, rule, gone), count in sorted(missing.items()) if count)


def write_baseline(baseline: Baseline) -> None:
    """Write the baseline to its file, sorted; raises ``ConfigError`` when it cannot be written."""
    files = {
        name: {
            rule: {digest: count for (owner, digest), count in sorted(known.items()) if owner == rule}
            for rule in sorted({rule for rule, _ in known})
        }
        for name, known in sorted(baseline.counts.items())
    }
    text = json.dumps({"version": VERSION, "findings": files}, ensure_ascii=False, indent=2) + "\n"
    try:
        replace_file(baseline.path, text.encode("utf-8", "backslashreplace"))
    except OSError as problem:
        hint = "choose a file in a folder that exists and that you may write to"
        message = f"the baseline cannot be written: {problem.strerror or problem}"
        raise ConfigError(message, path=str(baseline.path), hint=hint) from None


class _Reader:
    """Reads the JSON of a baseline strictly; an error names the place of the key that it is about."""

    def __init__(self, text: str, path: str) -> None:
        self._source = make_source(text, path)

    def read(self) -> dict[str, Counts]:
        try:
            data = json.loads(self._source.text, object_pairs_hook=self._unique)
        except json.JSONDecodeError as problem:
            raise self._error(f"it is no valid JSON: {problem.msg}", problem.pos) from None
        except RecursionError:
            raise self._error("it is nested too deeply", 0) from None
        version = self._mapping(data, "").get("version")
        if version != VERSION:
            hint = "it was written by another version of jdlint: write it anew with --write-baseline"
            raise self._error(f"'version' is {json.dumps(version)[:40]}, not {VERSION}", self._at("version"), hint)
        if unknown := sorted(data.keys() - {"version", "findings"}):
            raise self._error(f"unknown key '{unknown[0][:60]}'", self._at(unknown[0]))
        files = self._mapping(data.get("findings"), "findings")
        return {name: self._counts(self._mapping(rules, name)) for name, rules in files.items()}

    def _counts(self, rules: Mapping[str, Any]) -> Counts:
        counts: Counts = Counter()
        for rule, entries in rules.items():
            for digest, count in self._mapping(entries, rule).items():
                if not isinstance(count, int) or isinstance(count, bool) or count < 1:
                    raise self._error(f"the count of '{digest[:60]}' is no whole number above 0", self._at(digest))
                counts[rule, digest] = count
        return counts

    def _mapping(self, value: object, key: str) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        raise self._error(f"expected an object{f' at {key!r}' if key else ''}", self._at(key) if key else 0)

    def _unique(self, pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        for key, times in Counter(key for key, _ in pairs).items():
            if times > 1:
                raise self._error(f"the key '{key[:60]}' stands twice", self._at(key, last=True))
        return dict(pairs)

    def _at(self, key: str, *, last: bool = False) -> int:
        """Where a key stands: its first place, or its last one; 0 where it is missing."""
        written = json.dumps(key, ensure_ascii=False)
        text = self._source.text
        return max(0, text.rfind(written) if last else text.find(written))

    def _error(self, message: str, offset: int, hint: str | None = None) -> ConfigError:
        line, column = self._source.position(offset)
        return ConfigError(
            f"the baseline cannot be used: {message}",
            path=self._source.path,
            line=line,
            column=column,
            hint=hint or "mend it, or remove it and write it anew with --write-baseline",
            source_line=self._source.line_text(line),
        )
