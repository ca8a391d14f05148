"""Rows of weights, each as one whole number, so that all columns of many rows are added up by one sum.

A column has 32 bits of the number. A negative weight borrows from the columns above it, which is paid back when the
sum is taken apart. Weights are hundredths and clues are few, so that no sum comes near to the 31 bits it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from struct import Struct

from jdlint.phrases.memo import Memo

_BITS = 32


class Rows:
    """The rows of a table by their names, in text as the table has them: ``cells`` parted by tabs, empty ones for 0.

    ``packed`` has each row as one number, made when it is first asked for; for a name without a row it has 0.
    """

    def __init__(self, cells: Mapping[str, str], columns: int) -> None:
        self.cells = cells
        self.packed: Memo[int] = Memo(lambda name: _pack(self.row(name)))
        self._columns = columns
        self._halves = _pack([1 << _BITS - 1] * columns)
        self._numbers = Struct(f"<{columns}i")

    def row(self, name: str) -> list[int]:
        """The weights in a row, as far as it goes; none without a row."""
        cells = self.cells.get(name)
        return [int(cell or 0) for cell in cells.split("\t")] if cells is not None else []

    def sums(self, total: int) -> Sequence[int]:
        """The sum of each column, from the sum of some rows of ``packed``."""
        fields = total + self._halves ^ self._halves
        return self._numbers.unpack(fields.to_bytes(self._numbers.size, "little"))


def _pack(row: Iterable[int]) -> int:
    return sum(weight << _BITS * column for column, weight in enumerate(row))
