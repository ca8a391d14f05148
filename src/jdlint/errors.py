"""Errors that a person can act on: what, where, why and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable


class JdlintError(Exception):
    """Base of all errors that jdlint reports itself; the command line exits with ``exit_code``.

    ``line`` and ``column`` count from 1, columns in code points; ``source_line`` is the text of that
    line, where it is known.
    """

    exit_code = 2

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
        source_line: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.hint = hint
        self.source_line = source_line

    def __reduce__(self) -> tuple[Callable[..., JdlintError], tuple[object, ...]]:
        """How it goes from one process to another."""
        return _remade, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{where}: {self.message}" if where else self.message


def _remade(kind: type[JdlintError], args: tuple[object, ...], state: dict[str, object]) -> JdlintError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class InputError(JdlintError):
    """A post that cannot be read."""


class ConfigError(JdlintError):
    """Settings or command-line values that cannot be used."""


class RuleError(JdlintError):
    """A rule file or a vocabulary that cannot be used."""


def closest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that looks most like ``word``, or ``None``; capitals count as equal."""
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(name.casefold(), name)
    found = get_close_matches(word[:80].casefold(), folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str | None = None) -> str | None:
    """A hint that names the known word closest to ``word``, else the hint ``otherwise``."""
    found = closest(word, known)
    return f"did you mean '{found}'?" if found else otherwise
