"""Records: what frozen dataclasses are, for their readers and for the module ``dataclasses``."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, asdict, fields, is_dataclass, replace
from functools import cached_property
from typing import Generic, TypeVar

import pytest

from jdlint.record import Record, field

T = TypeVar("T")


class Place(Record, order=True):
    line: int
    column: int = 1


class Note(Record):
    """A note; its marks do not count when notes are compared."""

    text: str
    place: Place = Place(1)
    words: list[str] = field(default_factory=list)
    marks: str = field(default="", compare=False)


class Box(Record, Generic[T], eq=False):
    content: T

    @cached_property
    def twice(self) -> tuple[T, T]:
        return (self.content, self.content)


class Nothing(Record):
    """Has no fields."""


def test_values_are_given_by_place_by_name_or_by_default() -> None:
    assert Place(3) == Place(3, 1) == Place(column=1, line=3)
    note = Note("a", marks="!")
    assert (note.text, note.place, note.words, note.marks) == ("a", Place(1), [], "!")
    assert Note("a").words is not Note("a").words


@pytest.mark.parametrize(
    ("values", "named", "message"),
    [
        ((), {}, "Place() is missing the argument 'line'"),
        ((1, 2, 3), {}, "Place() got too many arguments"),
        ((1,), {"row": 2}, "Place() got an unexpected or doubled argument 'row'"),
        ((1, 2), {"line": 2}, "Place() got an unexpected or doubled argument 'line'"),
    ],
)
def test_other_values_are_refused(values: tuple[int, ...], named: dict[str, int], message: str) -> None:
    with pytest.raises(TypeError) as error:
        Place(*values, **named)
    assert str(error.value) == message


def test_nothing_of_it_can_be_changed() -> None:
    place = Place(1)
    with pytest.raises(FrozenInstanceError):
        setattr(place, "line", 2)  # noqa: B010 - what a type checker refuses
    with pytest.raises(FrozenInstanceError):
        setattr(place, "row", 2)  # noqa: B010 - as above
    with pytest.raises(FrozenInstanceError):
        delattr(place, "line")
    assert place == Place(1)
    assert not hasattr(place, "__dict__")


def test_values_of_one_class_are_equal_when_their_fields_are() -> None:
    assert {Place(1), Place(1), Place(2)} == {Place(1), Place(2)}
    assert Note("a", marks="!") == Note("a")
    assert Note("a") != Note("b")
    assert Place(1) != (1, 1)
    assert Nothing() == Nothing()
    assert Box(1) != Box(1)
    assert len({Box(1), Box(1)}) == 2


def test_order_goes_field_by_field_where_it_is_wanted() -> None:
    assert sorted([Place(2, 1), Place(1, 9), Place(1, 2)]) == [Place(1, 2), Place(1, 9), Place(2, 1)]
    with pytest.raises(TypeError):
        sorted([Place(1), Note("a")])  # type: ignore[type-var]
    with pytest.raises(TypeError):
        sorted([Note("b"), Note("a")])  # type: ignore[type-var]


def test_what_is_worked_out_of_it_is_kept() -> None:
    box = Box([1])
    assert box.twice is box.twice


def test_it_is_shown_and_goes_to_other_processes() -> None:
    assert repr(Note("a")) == "Note(text='a', place=Place(line=1, column=1), words=[], marks='')"
    note = Note("a", Place(3), ["x"], "!")
    again = pickle.loads(pickle.dumps(note))
    assert (again, again.marks) == (note, "!")
    box = pickle.loads(pickle.dumps(Box(Place(1))))
    assert box.twice == (Place(1), Place(1))


def test_the_module_dataclasses_takes_it_as_one_of_its_own() -> None:
    assert [entry.name for entry in fields(Note)] == ["text", "place", "words", "marks"]
    assert fields(Place)[1].default == 1
    assert replace(Note("a", marks="!"), text="b") == Note("b", marks="!")
    assert asdict(Note("a")) == {"text": "a", "place": {"line": 1, "column": 1}, "words": [], "marks": ""}
    assert is_dataclass(Note)


def test_it_can_be_matched_by_place() -> None:
    match Place(3, 4):
        case Place(line, column):
            assert (line, column) == (3, 4)
