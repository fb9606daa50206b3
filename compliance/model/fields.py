"""The types of the fields that records share: text, names, references, values; and the base of every record.

A field's value arrives as the author wrote it. These types read it, and raise
:class:`~compliance.diagnostics.ValueProblem` with the position of what cannot be read, which the reader of content
turns into a diagnostic at the right line and column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from compliance.diagnostics import Place, ValueProblem, did_you_mean
from compliance.model.amounts import Amount
from compliance.model.conditions import Condition, parse_condition
from compliance.model.departures import Departure
from compliance.model.periods import Application, Deadline, Interval, Period, Retention
from compliance.model.prose import Block

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that values may use, collected from the whole content before any value is read.

    Attributes:
        terms: facts, moments and defined terms, for conditions.
        moments: names of moments, for deadlines.
        parties: roles and bodies, for bearers and recipients.
    """

    terms: frozenset[str] = frozenset()
    moments: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reads:
    """Marks a field whose text a function reads; pydantic looks no further into the field's type.

    Attributes:
        read: makes the value of its text and the vocabulary; ``None`` lets every value through as it is.
    """

    read: Callable[[str, Vocabulary], Any] | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The schema of the field: text is read, anything else was read already."""
        read = self.read
        if read is None:
            return core_schema.any_schema()

        def validate(value: Any, info: ValidationInfo) -> Any:
            if not isinstance(value, str):
                return value
            return read(value, info.context if isinstance(info.context, Vocabulary) else _NO_NAMES)

        return core_schema.with_info_plain_validator_function(validate)


_NO_NAMES = Vocabulary()


class Record(BaseModel):
    """What every record has: an identifier, the place it was read from, and the place of each of its fields.

    Attributes:
        identifier: its name in the whole content.
        place: where its heading stands.
        places: where the value of each field stands, by the field's name as written.
        order: its position in reading order; reports list things in this order.
        notes: the author's prose under the heading.
        note: short notes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    identifier: str
    place: Annotated[Place, Reads()]
    places: Annotated[Mapping[str, Place], Reads()] = {}
    order: int = 0
    notes: Annotated[tuple[Block, ...], Reads()] = ()
    note: Annotated[tuple[str, ...], Reads()] = ()

    def __hash__(self) -> int:
        return hash(self.identifier)

    def place_of(self, name: str) -> Place:
        """Where the value of a field stands; the record's own place if the field was handed down or is absent."""
        return self.places.get(name, self.place)

    def content(self) -> Iterator[tuple[str, str]]:
        """The record's meaning as names and canonical values, without places: what a reviewer's stamp covers."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if name not in ("place", "places", "order", "note", "departs") and value not in (None, (), ""):
                yield name, "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is bound or told: names joined by "and" or "or", with a proviso in parentheses.

    Attributes:
        names: roles or bodies, in the author's order.
        joiner: ``and`` (all of them) or ``or`` (any of them); ``and`` for one name.
        proviso: what stands in parentheses, such as ``own website``; printed, not computed.
    """

    names: tuple[str, ...]
    joiner: str = "and"
    proviso: str = ""
    offsets: tuple[int, ...] = field(default=(), compare=False, repr=False)

    def __str__(self) -> str:
        return f" {self.joiner} ".join(self.names) + (f" ({self.proviso})" if self.proviso else "")

    @classmethod
    def parse(cls, text: str, known: Collection[str] = ()) -> Self:
        """Reads names joined by "and" or "or"; a known name may hold these words itself.

        Raises:
            ValueProblem: nothing is named, "and" and "or" are mixed, or a parenthesis is not closed.
        """
        body, proviso = text.rstrip(), ""
        if body.endswith(")") and " (" in body:
            start = body.index(" (")
            body, proviso = body[:start], body[start + 2 : -1]
        elif "(" in body and body not in known:
            raise ValueProblem("a parenthesis is opened and not closed", body.index("("), hint="close it with ')'")
        if body in known:
            return cls((body,), "and", proviso, (0,))
        names: list[str] = []
        offsets: list[int] = []
        joiners: set[str] = set()
        position = 0
        for match in re.finditer(r"\s+(and|or)\s+|$", body):
            part = body[position : match.start()].strip()
            rest_is_known = any(
                name.startswith(part + " ") and body.startswith(name, position)
                for name in known
                if len(name) > len(part)
            )
            if match[1] and rest_is_known and part not in known:
                continue
            if not part:
                raise ValueProblem("a name is missing here", position, hint="name a role or a body")
            names.append(part)
            offsets.append(position)
            if match[1]:
                joiners.add(match[1])
            position = match.end()
        if len(joiners) > 1:
            raise ValueProblem("'and' and 'or' stand in one list", 0, length=len(body), hint="use one of them")
        return cls(tuple(names), joiners.pop() if joiners else "and", proviso, tuple(offsets))


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text or a fact was found.

    Attributes:
        address: the web address.
        retrieved: the day on which it was read there.
        second_hand: whether somebody else's account was read and not the document itself.
    """

    address: str
    retrieved: date
    second_hand: bool = False

    def __str__(self) -> str:
        return f"<{self.address}>, retrieved {self.retrieved}" + (", second-hand" if self.second_hand else "")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads ``<address>, retrieved DATE[, second-hand]``.

        Raises:
            ValueProblem: the address or the date is missing or is not one.
        """
        shape = "write <https://example.org/text>, retrieved 2026-01-31"
        match = re.fullmatch(r"<([^<>\s]+)>(?:,\s+retrieved\s+(\S+?))?(,\s+second-hand)?", text.strip())
        if not match:
            raise ValueProblem(
                "a source is an address and the day on which it was read", 0, length=len(text), hint=shape
            )
        if not match[2]:
            raise ValueProblem("the source has no date", len(text.rstrip()), hint="add ', retrieved ' and a date")
        if not re.match(r"https?://[^/\s]+", match[1]):
            raise ValueProblem(f"'{match[1]}' is not a web address", 1, length=len(match[1]), hint=shape)
        return cls(match[1], read_date(match[2], match.start(2)), bool(match[3]))


def read_date(text: str, offset: int = 0) -> date:
    """Reads a day such as 2026-01-31.

    Raises:
        ValueProblem: it is not a day of the calendar.
    """
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ValueProblem(
            f"'{text}' is not a date", offset, length=max(1, len(text)), hint="write it as 2026-01-31"
        ) from None


def one_of(names: Mapping[str, T], what: str) -> Callable[[str, Vocabulary], T]:
    """A reader of one of some words, which offers the nearest one."""

    def read(text: str, _: Vocabulary) -> T:
        if text in names:
            return names[text]
        listed = ", ".join(f"'{name}'" for name in names)
        hint = did_you_mean(text, names, otherwise=f"use one of {listed}")
        if len(names) <= 6:
            hint = f"use one of {listed}"
        raise ValueProblem(f"'{text}' is not a value of '{what}'", 0, length=len(text), hint=hint)

    return read


def split_list(text: str) -> tuple[tuple[str, int], ...]:
    """The parts of a list with commas between, each with its offset.

    Raises:
        ValueProblem: a part is empty.
    """
    parts: list[tuple[str, int]] = []
    position = 0
    for piece in text.split(","):
        part = piece.strip()
        offset = position + len(piece) - len(piece.lstrip())
        if not part:
            raise ValueProblem("a name is missing between the commas", offset, hint="take the extra comma out")
        parts.append((part, offset))
        position += len(piece) + 1
    return tuple(parts)


def _read_references(text: str, _: Vocabulary) -> tuple[str, ...]:
    parts = split_list(text)
    for part, offset in parts:
        if " " in part:
            raise ValueProblem(
                f"'{part}' is not an identifier: it has a space",
                offset + part.index(" "),
                hint="put a comma between identifiers",
            )
    return tuple(part for part, _ in parts)


def _read_alternatives(text: str, _: Vocabulary) -> tuple[str, ...]:
    if not text.startswith("any of "):
        raise ValueProblem("this must begin with 'any of'", 0, hint="write 'any of 1107.1.d.1, 1107.1.d.2'")
    return _read_references(text.removeprefix("any of "), Vocabulary())


def _plain_condition(text: str, vocabulary: Vocabulary) -> Condition:
    return parse_condition(text, vocabulary.terms or None)


Words = Annotated[str, Reads()]
Names = Annotated[tuple[str, ...], Reads(lambda text, _: tuple(part for part, _ in split_list(text)))]
References = Annotated[tuple[str, ...], Reads(_read_references)]
Alternatives = Annotated[tuple[str, ...], Reads(_read_alternatives)]
When = Annotated[Condition, Reads(_plain_condition)]
PartiesField = Annotated[Parties, Reads(lambda text, vocabulary: Parties.parse(text, vocabulary.parties))]
SourceField = Annotated[Source, Reads(lambda text, _: Source.parse(text))]
PeriodField = Annotated[Period, Reads(lambda text, _: Period.parse(text))]
ApplicationField = Annotated[
    Application, Reads(lambda text, vocabulary: Application.parse(text, vocabulary.moments or None))
]
DeadlineField = Annotated[Deadline, Reads(lambda text, vocabulary: Deadline.parse(text, vocabulary.moments or None))]
IntervalField = Annotated[Interval, Reads(lambda text, vocabulary: Interval.parse(text, vocabulary.moments or None))]
RetentionField = Annotated[Retention, Reads(lambda text, vocabulary: Retention.parse(text, vocabulary.moments or None))]
DepartureField = Annotated[Departure, Reads(lambda text, _: Departure.parse(text))]
AmountField = Annotated[Amount, Reads(lambda text, vocabulary: Amount.parse(text, vocabulary.terms or None))]


def choice(values: Mapping[str, T], what: str) -> Reads:
    """The validator of a field that takes one of some words."""
    return Reads(one_of(values, what))


def reader(read: Callable[[str, Vocabulary], T]) -> Reads:
    """The validator of a field with a reader of its own."""
    return Reads(read)
