"""jdlint in the browser itself: what the page's worker calls, with rules that were compiled when the page was built."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from jdlint.compiled import restored
from jdlint.errors import JdlintError, RuleError
from jdlint.output.json import dump, error_data
from jdlint.planning import make_plan
from jdlint.runner import InternalError
from jdlint.settings.profiles import merge_on_profile
from jdlint.settings.selection import select_rules
from jdlint.web.live.desk import Desk, make_desk
from jdlint.web.live.judge import judge, mend

# Asked with what is wanted (``judge``, ``mend`` or ``skeleton``), a text, its name and a family; answers in JSON.
Ask = Callable[[str, str, str, str], str]


def open_desk(rules: bytes, today: str) -> Desk:
    """A desk with the rules that ``kept_data`` made bytes of, by jdlint's own settings, as of the day ``today``.

    Raises ``RuleError`` when the rules are of another version of jdlint.
    """
    linter = restored(rules)
    if linter is None:
        raise RuleError("the compiled rules are of another jdlint", hint="build the page again")
    settings = merge_on_profile(())
    plan = make_plan(linter, select_rules(linter.ruleset.rules, settings), settings, date.fromisoformat(today))
    return make_desk(plan, settings)


def answers(desk: Desk) -> Ask:
    """What the worker asks; what goes wrong is an answer with ``problem``, as the server gives it."""

    def ask(what: str, text: str, name: str, family: str) -> str:
        work: dict[str, Callable[[], Any]] = {
            "judge": lambda: judge(desk, text, name, family or None),
            "mend": lambda: mend(desk, text, name, family or None),
            "skeleton": lambda: {"text": desk.new_post(family)},
        }
        try:
            return dump(work[what](), indent=None)
        except JdlintError as problem:
            return dump({"problem": error_data(problem)}, indent=None)
        except Exception as problem:  # noqa: BLE001 - one post must not end the page
            return dump({"problem": error_data(InternalError(problem))}, indent=None)

    return ask
