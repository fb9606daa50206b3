"""Facts: what a developer's file says of it, its models and its incidents, such as "> 10^26 operations".

A fact is yes, no or unknown, a number or what is known of one, a moment, or words in quotation marks; it may
hold in a year, from a day on, on a day or for a period. Positions are characters from the start of the value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self, TypeAlias

from compliance.diagnostics import ValueProblem, did_you_mean
from compliance.model.conditions import Number, NumberRange, Reader, Truth
from compliance.model.periods import MomentInTime, Period, read_moment_in_time, read_period


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is known of a number, with its unit: ``> 10^26 operations``.

    Attributes:
        range: the numbers that it may be.
        unit: one word, such as ``operations`` or ``USD``; never converted.
    """

    range: NumberRange
    unit: str

    def __post_init__(self) -> None:
        if self.range.low is None and self.range.high is None:
            raise ValueError("a quantity of which nothing is known is 'unknown'")

    def __str__(self) -> str:
        low, high = self.range.low, self.range.high
        if self.range.is_exact:
            return f"{low} {self.unit}"
        ends = (
            f"{'at least' if self.range.low_included else '>'} {low}" if low is not None else "",
            f"{'at most' if self.range.high_included else '<'} {high}" if high is not None else "",
        )
        return f"{' and '.join(each for each in ends if each)} {self.unit}"


@dataclass(frozen=True, slots=True)
class InWords:
    """A fact whose value is words: ``"none will soon have a highly capable model"``."""

    words: str

    def __str__(self) -> str:
        return f'"{self.words}"'


@dataclass(frozen=True, slots=True)
class InYear:
    """A fact about one year, calendar or financial as its term says."""

    year: int

    def __str__(self) -> str:
        return f"in {self.year:04}"


@dataclass(frozen=True, slots=True)
class Since:
    """A fact that has held from a day on."""

    day: date

    def __str__(self) -> str:
        return f"since {self.day}"


@dataclass(frozen=True, slots=True)
class OnTheDay:
    """A fact about a single day."""

    day: date

    def __str__(self) -> str:
        return f"on {self.day}"


Span: TypeAlias = InYear | Since | OnTheDay | Period
"""When a fact holds; a period has both its ends."""


@dataclass(frozen=True, slots=True)
class FactValue:
    """The value of a fact or a moment.

    Attributes:
        value: yes, no or unknown; a quantity; a moment; or words.
        span: when it holds; ``None`` where the text does not say.
    """

    value: Truth | Quantity | MomentInTime | InWords
    span: Span | None = None

    def __post_init__(self) -> None:
        if isinstance(self.span, Period) and (self.span.start is None or self.span.until is None):
            raise ValueError("the period of a fact has both its ends; without the second it is 'since'")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a fact.

        Raises:
            ValueProblem: with what is wrong, where, and what to type.
        """
        reader = Reader(text)
        if reader.is_done:
            raise reader.problem("the fact is empty", "write 'yes', 'no', 'unknown', a number with its unit, or a day")
        value = _value(reader)
        span = _span(reader)
        reader.expect_end(
            "after the fact only 'in 2025', 'since 2026-01-01', 'on 2026-01-01' or "
            "'from 2026-01-01 until 2026-07-27' may stand"
        )
        return cls(value, span)

    @property
    def truth(self) -> Truth | None:
        """Yes, no or unknown; ``None`` where it is a number, a moment or words."""
        return self.value if isinstance(self.value, Truth) else None

    @property
    def range(self) -> NumberRange | None:
        """What is known of the number, for ``conditions.compare``; ``None`` where nothing is."""
        return self.value.range if isinstance(self.value, Quantity) else None

    @property
    def unit(self) -> str | None:
        """The unit of the number; ``None`` where it is none."""
        return self.value.unit if isinstance(self.value, Quantity) else None

    @property
    def moment(self) -> MomentInTime | None:
        """The moment; ``None`` where it is none."""
        return self.value if isinstance(self.value, MomentInTime) else None

    @property
    def words(self) -> str | None:
        """The words; ``None`` where it is not in words."""
        return self.value.words if isinstance(self.value, InWords) else None

    @property
    def in_year(self) -> int | None:
        """The year that the fact is about; ``None`` where it is not about a year."""
        return self.span.year if isinstance(self.span, InYear) else None

    @property
    def is_unknown(self) -> bool:
        """Whether the fact says that it is not known."""
        return self.value is Truth.UNKNOWN

    @property
    def is_dated(self) -> bool:
        """Whether the text says when the fact holds."""
        return self.span is not None

    def holds_on(self, day: date) -> bool:
        """Whether the fact speaks of this day; one without a date speaks of every day."""
        match self.span:
            case None:
                return True
            case InYear(year):
                return day.year == year
            case Since(start):
                return day >= start
            case OnTheDay(only):
                return day == only
            case Period() as period:
                return period.holds_on(day)

    def __str__(self) -> str:
        return f"{self.value} {self.span}" if self.span else str(self.value)


def _value(reader: Reader) -> Truth | Quantity | MomentInTime | InWords:
    token = reader.peek()
    assert token is not None, "an empty fact is refused before"
    for truth in Truth:
        if reader.take(truth):
            return truth
    if token.text[0] in '"“”„«»':
        return _in_words(reader)
    if token.text[0].isdigit() and token.text[4:5] == "-":
        return read_moment_in_time(reader)
    if (
        token.text in (">", "<")
        or (token.text == "at" and reader.word(1) in ("least", "most"))
        or token.text[0].isdigit()
        or token.text[0] in "$€£"
    ):
        return _quantity(reader)
    if token.text in (">=", "<=", "≥", "≤"):
        raise reader.problem(
            f"'{token.text}' is not read in a fact",
            f"write '{'at least' if token.text in ('>=', '≥') else 'at most'}'",
        )
    if token.text[0] in "<>~≈":
        raise reader.problem(
            f"'{token.text}' cannot be read", "write '> 10^26 operations', with a space behind the sign"
        )
    others = {"true": "yes", "false": "no", "Yes": "yes", "No": "no", "none": "no", "Unknown": "unknown"}
    raise reader.problem(
        f"'{token.text}' is not a fact that can be read",
        f"write '{others[token.text]}'"
        if token.text in others
        else did_you_mean(
            token.text,
            Truth,
            otherwise="use 'yes', 'no', 'unknown', a number with its unit, a day, or words in \"…\"",
        ),
    )


def _in_words(reader: Reader) -> InWords:
    token = reader.peek()
    assert token is not None, "the caller saw a quotation mark"
    if token.text == '"':
        raise reader.problem("this quotation mark is never closed", "write '\"' where the words end")
    if not token.is_quoted:
        raise ValueProblem(
            f"{token.text[0]} is not a quotation mark that is read here",
            token.start,
            hint='write straight quotation marks: "…"',
        )
    words = " ".join(token.text[1:-1].split())
    if not words:
        raise reader.problem("nothing stands between the quotation marks", "write the words")
    reader.at += 1
    return InWords(words)


def _quantity(reader: Reader) -> Quantity:
    opening = reader.first_of(">", "<", "at least", "at most")
    if opening is None:
        return Quantity(NumberRange.exactly(reader.number()), reader.unit())
    start = reader.offset
    number = reader.number()
    if opening in ("<", "at most"):
        return Quantity(NumberRange(high=number, high_included=opening == "at most"), reader.unit())
    high, included = _upper_end(reader)
    if high is not None and (high < number or (high == number and not (included and opening == "at least"))):
        raise ValueProblem(
            f"no number lies between {number} and {high}",
            start,
            length=reader.tokens[reader.at - 1].end - start,
            hint="write the lower end first",
        )
    unit = reader.unit()
    return Quantity(NumberRange(number, high, opening == "at least", included), unit)


def _upper_end(reader: Reader) -> tuple[Number | None, bool]:
    """Take ``and at most N`` or ``and < N``, with the unit left to the end."""
    if reader.word(1) == "and" and reader.word(2) in ("at", "<"):
        raise reader.problem(f"'{reader.word()}' stands twice in a range", "write the unit once, at the end")
    if not reader.take("and"):
        return None, True
    closing = reader.first_of("at most", "<")
    if closing is None:
        raise reader.problem(
            "the upper end of the range cannot be read", "write 'at least 5e24 and at most 8e24 operations'"
        )
    return reader.number(), closing == "at most"


def _span(reader: Reader) -> Span | None:
    if reader.take("in"):
        token = reader.peek()
        if (
            token is None
            or len(token.text) != 4
            or not token.text.isascii()
            or not token.text.isdigit()
            or token.text == "0000"
        ):
            raise reader.problem("a year is missing here", "write four figures, such as 'in 2025'")
        reader.at += 1
        return InYear(int(token.text))
    if reader.take("since"):
        return Since(reader.day())
    if reader.take("on"):
        return OnTheDay(reader.day())
    if reader.word() not in ("from", "until"):
        return None
    start = reader.offset
    period = read_period(reader)
    if period.until is None:
        raise ValueProblem(
            "this period has no end",
            start,
            length=4,
            hint=f"write 'since {period.start}', or add 'until' and a day",
        )
    if period.start is None:
        raise ValueProblem(
            "this period has no start",
            start,
            length=5,
            hint=f"write 'from' and a day before 'until {period.until}'",
        )
    return period
