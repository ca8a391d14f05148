"""What a report holds of its posts for its own scripts and for later reports, and how it is read again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from jdlint.errors import ConfigError
from jdlint.record import Record
from jdlint.version import installed_version
from jdlint.web.report.post_data import FindingData, PostData
from jdlint.web.report.words import GRAVEST_FIRST, LEVELS, label_of, slug_of

K = TypeVar("K")

VERSION = 1
ELEMENT = "jdlint-data"
_SEVERITIES = [severity.label for severity in GRAVEST_FIRST]
_IN_PAGE = re.compile(rf'<script type="application/json" id="{ELEMENT}">(.*?)</script>', re.DOTALL)
_HINT = "give a page that 'jdlint report' wrote, or what 'jdlint scorecard --output-format json' printed"


class Earlier(Record, eq=False):
    """The posts of an earlier report by their paths, and its day; ``has_findings`` is false for scorecards."""

    posts: Mapping[str, PostData]
    day: date | None
    has_findings: bool


def stored_data(posts: Mapping[str, PostData], day: date) -> dict[str, Any]:
    """Posts by their keys as values that JSON can hold; names that many posts share stand there once."""
    criteria = _names(post.levels for post in posts.values())
    facts = _names(post.facts for post in posts.values())
    stages = _names(post.stages for post in posts.values())
    rules = sorted({finding.rule for post in posts.values() for finding in post.findings})
    numbers = {rule: number for number, rule in enumerate(rules)}

    def plain(key: str, post: PostData) -> list[Any]:
        found = [[numbers[f.rule], _SEVERITIES.index(f.severity), f.line, f.words] for f in post.findings]
        levels = [LEVELS.index(post.levels[name]) if name in post.levels else None for name in criteria]
        told = [_bits(post.facts, facts), _bits(post.stages, stages)]
        return [key, post.path, post.title, post.family, post.reason, levels, *told, found]

    return {
        "report": VERSION,
        "jdlint": installed_version(),
        "day": day.isoformat(),
        "criteria": criteria,
        "labels": [label_of(name) for name in criteria],
        "facts": facts,
        "stages": stages,
        "rules": rules,
        "posts": [plain(key, post) for key, post in posts.items()],
    }


def read_earlier(path: Path) -> Earlier:
    """An earlier report, from its page, or scorecards in JSON; raises ``ConfigError`` for any other file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        reason = problem.strerror or problem
        raise ConfigError(f"--compare: cannot be read: {reason}", path=str(path), hint=_HINT) from None
    except UnicodeDecodeError:
        raise ConfigError("--compare: is no report of jdlint", path=str(path), hint=_HINT) from None
    if text.lstrip().startswith("<"):
        found = _IN_PAGE.search(text)
        text = found[1] if found else ""
    try:
        data = json.loads(text)
        return _from_report(data) if "report" in data else _from_scorecards(data)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise ConfigError("--compare: is no report of jdlint", path=str(path), hint=_HINT) from None


def _names(maps: Iterable[Mapping[str, object]]) -> list[str]:
    return list(dict.fromkeys(name for one in maps for name in one))


def _bits(told: Mapping[str, bool | None], names: Sequence[str]) -> list[int | None]:
    return [None if (value := told.get(name)) is None else int(value) for name in names]


def _from_report(data: Mapping[str, Any]) -> Earlier:
    if data["report"] != VERSION:
        raise ValueError(data["report"])
    posts = {}
    for _, path, title, family, reason, levels, facts, stages, found in data["posts"]:
        posts[str(path)] = PostData(
            path,
            title,
            family,
            reason,
            {name: LEVELS[n] for name, n in zip(data["criteria"], levels, strict=True) if n is not None},
            {name: bool(n) for name, n in zip(data["facts"], facts, strict=True) if n is not None},
            {name: bool(n) for name, n in zip(data["stages"], stages, strict=True) if n is not None},
            tuple(FindingData(data["rules"][rule], _SEVERITIES[s], line, words) for rule, s, line, words in found),
        )
    return Earlier(posts, date.fromisoformat(data["day"]), has_findings=True)


def _from_scorecards(data: Mapping[str, Any]) -> Earlier:
    """The posts of scorecards in JSON, which know neither titles nor findings."""
    posts = {}
    for post in data["posts"]:
        levels = {k.replace("_", "-"): slug_of(v["level"]) for k, v in post.items() if isinstance(v, dict)}
        facts = {k: v for k, v in post.items() if isinstance(v, bool)}
        family = post.get("role_type", {}).get("family")
        posts[str(post["path"])] = PostData(post["path"], post["path"], family, None, levels, facts)
    return Earlier(posts, None, has_findings=False)
