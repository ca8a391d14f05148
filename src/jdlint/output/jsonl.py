"""The report as JSON Lines: what the JSON document holds, one entry a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jdlint.output.json import VERSION, dump, error_data, finding_data, not_evaluated_data, pass_data, summary_data
from jdlint.output.look import Look
from jdlint.runner import Report


def pieces(report: Report, look: Look) -> Iterator[str]:  # noqa: ARG001 - a machine has no use for a look
    """One JSON object a line; ``type`` says what it is, and the summary comes last."""
    return (dump({"type": kind, **data}, indent=None) for kind, data in _entries(report))


def _entries(report: Report) -> Iterator[tuple[str, dict[str, Any]]]:
    for post in report.posts:
        yield from (("finding", finding_data(finding, post.source)) for finding in post.result.findings)
    yield from (("error", error_data(error)) for error in report.errors)
    yield from (("not_evaluated", not_evaluated_data(entry)) for entry in report.not_evaluated)
    yield from (("pass", pass_data(evidence)) for evidence in report.passes)
    yield "summary", {"version": VERSION, **summary_data(report)}
