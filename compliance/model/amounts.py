"""Amounts of penalties: "up to 1000000 USD for a first violation, 3000000 USD for each later violation".

Figures are exact. An amount that names no figure is kept as its words. Positions are characters from the
start of the value.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal, Self, TypeAlias

from compliance.diagnostics import ValueProblem, did_you_mean
from compliance.model.conditions import RECKONINGS, Number, Reader, Reckoning

Currency: TypeAlias = Literal["USD", "EUR"]
Basis: TypeAlias = Literal["per violation", "per day", "for a first violation", "for each later violation"]
Choice: TypeAlias = Literal["greater", "lesser"]

CURRENCIES: tuple[Currency, ...] = ("USD", "EUR")
BASES: tuple[Basis, ...] = ("per violation", "per day", "for a first violation", "for each later violation")
CHOICES: tuple[Choice, ...] = ("greater", "lesser")


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of money: ``1000000 USD``."""

    number: Number
    currency: Currency

    def __str__(self) -> str:
        return f"{self.number} {self.currency}"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a figure: ``3 % of worldwide annual turnover in the preceding financial year``.

    Attributes:
        percent: how many hundredths.
        name: the fact whose figure it is a part of.
        reckoning: which year's figure counts; ``None`` where the text does not say.
        offset: where the name stands in the value.
    """

    percent: Number
    name: str
    reckoning: Reckoning | None = None
    offset: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.percent} % of {self.name}" + (f" in the {self.reckoning}" if self.reckoning else "")


@dataclass(frozen=True, slots=True)
class OneOfTwo:
    """The greater or the lesser of two figures."""

    choice: Choice
    first: Money | Share
    second: Money | Share

    def __str__(self) -> str:
        return f"the {self.choice} of {self.first} and {self.second}"


@dataclass(frozen=True, slots=True)
class Charge:
    """One figure of an amount, and what it is counted by.

    Attributes:
        figure: the sum, the share, or the greater or lesser of two.
        is_most: whether it is a maximum: "up to".
        basis: what it is counted by or due for; ``None`` where the text does not say.
    """

    figure: Money | Share | OneOfTwo
    is_most: bool = False
    basis: Basis | None = None

    def __str__(self) -> str:
        return f"{'up to ' if self.is_most else ''}{self.figure}{f' {self.basis}' if self.basis else ''}"


@dataclass(frozen=True, slots=True)
class Amount:
    """What a penalty comes to, the value of ``amount``.

    Attributes:
        parts: its figures; empty where it names none.
        words: the words of an amount that names no figure; ``None`` where it does.
    """

    parts: tuple[Charge, ...] = ()
    words: str | None = None

    def __post_init__(self) -> None:
        if bool(self.parts) == (self.words is not None):
            raise ValueError("an amount has figures, or words, and not both")

    @classmethod
    def parse(cls, text: str, names: Collection[str] | None = None) -> Self:
        """Read an amount; ``names`` are the facts that a percentage may be of.

        Raises:
            ValueProblem: it is empty, or has figures that cannot be read.
        """
        reader = Reader(text)
        if reader.is_done:
            raise reader.problem(
                "the amount is empty", "write 'up to 1000000 USD per violation', or words without a figure"
            )
        if not any(each.isdigit() for each in text):
            return cls(words=" ".join(text.split()))
        parts = [_charge(reader, names)]
        while reader.take(","):
            parts.append(_charge(reader, names))
        if reader.peek() is not None:
            raise _problem_after(reader)
        return cls(tuple(parts))

    def figures(self) -> tuple[Money | Share, ...]:
        """Every figure that it names, exact, in order."""
        found: list[Money | Share] = []
        for part in self.parts:
            if isinstance(part.figure, OneOfTwo):
                found += [part.figure.first, part.figure.second]
            else:
                found.append(part.figure)
        return tuple(found)

    def names(self) -> tuple[tuple[str, int], ...]:
        """The facts that its percentages are of, with their offsets."""
        return tuple((each.name, each.offset) for each in self.figures() if isinstance(each, Share))

    def __str__(self) -> str:
        return self.words if self.words is not None else ", ".join(str(each) for each in self.parts)


def _charge(reader: Reader, names: Collection[str] | None) -> Charge:
    is_most = reader.take("up to")
    figure: Money | Share | OneOfTwo | None = None
    for choice in CHOICES:
        if reader.take(f"the {choice} of"):
            first = _figure(reader, names)
            if not reader.take("and"):
                raise reader.problem(f"'the {choice} of' needs two figures", "write 'and' and the second figure")
            figure = OneOfTwo(choice, first, _figure(reader, names))
    for wrong, right in (
        ("the higher of", "greater"),
        ("the larger of", "greater"),
        ("the lower of", "lesser"),
    ):
        if reader.sees(wrong):
            raise reader.problem(f"'{wrong}' is not read here", f"write 'the {right} of'")
    basis: Basis | None = None
    if figure is None:
        figure = _figure(reader, names)
    for each in BASES:
        if reader.take(each):
            basis = each
            break
    return Charge(figure, is_most, basis)


def _figure(reader: Reader, names: Collection[str] | None) -> Money | Share:
    if reader.word() in CURRENCIES:
        raise reader.problem("the currency stands before the number", f"write '1000000 {reader.word()}'")
    if reader.word() and not (reader.word()[0].isdigit() or reader.word()[0] in "$€£.,"):
        raise reader.problem(
            f"'{reader.word()}' cannot be read in an amount that has figures",
            "write 'up to 1000000 USD', '3 % of …' or 'the greater of … and …', or words without a figure",
        )
    number = reader.number()
    if reader.take("%"):
        if not reader.take("of"):
            raise reader.problem("what the percentage is of is missing", "write '% of' and the name of a fact")
        name, offset = reader.name(names, lambda place: _ends_name(reader, place), "the name of a fact")
        return Share(number, name, _reckoning(reader), offset)
    if reader.word() in ("percent", "per") and reader.word(reader.word() == "per").startswith(("percent", "cent")):
        raise reader.problem("the percentage is in words", f"write '{number} % of'")
    for currency in CURRENCIES:
        if reader.take(currency):
            return Money(number, currency)
    token = reader.peek()
    if token is None or token.is_mark or token.text in ("and", "per", "for"):
        last = reader.tokens[reader.at - 1]
        raise ValueProblem(
            f"'{last.text}' has no currency",
            last.start,
            length=len(last.text),
            hint="write 'USD' or 'EUR' after it",
        )
    raise reader.problem(
        f"'{token.text}' is not a currency here",
        did_you_mean(token.text.upper(), CURRENCIES, otherwise="use 'USD' or 'EUR', or '%'"),
    )


def _reckoning(reader: Reader) -> Reckoning | None:
    return next((each for each in RECKONINGS if reader.take(f"in the {each}")), None)


def _ends_name(reader: Reader, place: int) -> bool:
    ahead = place - reader.at
    if place >= len(reader.tokens) or reader.text_at(place) == ",":
        return True
    if reader.text_at(place) == "and":
        return reader.text_at(place + 1)[:1].isdigit()
    return any(reader.sees(each, ahead) for each in BASES) or any(
        reader.sees(f"in the {each}", ahead) for each in RECKONINGS
    )


def _problem_after(reader: Reader) -> ValueProblem:
    if reader.word() in ("per", "for"):
        return reader.problem(
            "what the amount is counted by cannot be read",
            "write 'per violation', 'per day', 'for a first violation' or 'for each later violation'",
        )
    return reader.problem(f"'{reader.word()}' cannot be read after an amount", "put a comma between two amounts")
