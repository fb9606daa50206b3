"""Conditions, such as "frontier developer and annual gross revenue > 500000000 USD": read, print and judge.

:func:`parse_condition` reads the value of ``when`` and ``unless``; :func:`evaluate` folds answers about its
leaves into a :class:`Finding`, which keeps every reason. Truth has three values, because a fact that is not
known must never count as one that is absent.

The module also holds what the other value modules share: :class:`Number`, :class:`NumberRange`, and the
:class:`Reader` of words. It knows no file: positions are characters from the start of the value.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import ClassVar, Literal, Self, TypeAlias

from compliance.diagnostics import ValueProblem

# -- reading words -------------------------------------------------------------------------------------------

_TOKEN = re.compile(r'"[^"]*"|[,()"]|[^\s,()"]+')
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?(?:e(\d+))?|(\d+)\^(\d+)", re.ASCII)
_WORD_OF_LETTERS = re.compile(r"[^\W\d_]+(?:[-/][^\W\d_]+)*|%")

MOST_DIGITS = 40
"""A number is written with at most this many digits in a row; longer ones are slips."""
MOST_EXPONENT = 400
"""The largest power that a number may be raised to; larger ones are slips."""
FIRST_YEAR, LAST_YEAR = 1800, 2999
"""The years that a date may have; others are slips, or stand for "for ever", which is not written."""
MOST_NESTING = 40
"""How deep parentheses and 'not' may nest."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark (comma, parenthesis) or words in quotation marks, with its place in the value."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)

    @property
    def is_quoted(self) -> bool:
        """Whether it is words in quotation marks, both of which are there."""
        return len(self.text) > 1 and self.text[0] == '"'

    @property
    def is_mark(self) -> bool:
        """Whether it is a comma or a parenthesis."""
        return self.text in (",", "(", ")")


class Reader:
    """Walks over the words of a value; every problem that it raises points at the word that is meant."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tuple(Token(each.group(), each.start()) for each in _TOKEN.finditer(text))
        self.at = 0

    def peek(self, ahead: int = 0) -> Token | None:
        """The token ``ahead`` of the next one, without taking it."""
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def word(self, ahead: int = 0) -> str:
        """The text of the token ``ahead`` of the next one; empty at the end."""
        token = self.peek(ahead)
        return token.text if token else ""

    @property
    def is_done(self) -> bool:
        """Whether every token is taken."""
        return self.at >= len(self.tokens)

    @property
    def offset(self) -> int:
        """Where the next token starts; at the end, behind the last one."""
        token = self.peek()
        if token:
            return token.start
        return self.tokens[-1].end if self.tokens else 0

    def sees(self, words: str, ahead: int = 0) -> bool:
        """Whether the next tokens are these words, which stand with one space between them."""
        return all(self.word(ahead + number) == each for number, each in enumerate(words.split(" ")))

    def take(self, words: str) -> bool:
        """Take these words if they come next; whether they did."""
        if not self.sees(words):
            return False
        self.at += words.count(" ") + 1
        return True

    def first_of(self, *choices: str) -> str | None:
        """Take the first of the choices that comes next, and say which it was."""
        return next((each for each in choices if self.take(each)), None)

    def words(self, start: int, end: int) -> str:
        """The source between two tokens (``end`` is not included), with single spaces."""
        return " ".join(self.text[self.tokens[start].start : self.tokens[end - 1].end].split())

    def rest(self) -> str:
        """Take everything that is left, as words."""
        start, self.at = self.at, len(self.tokens)
        return self.words(start, self.at) if start < self.at else ""

    def problem(self, message: str, hint: str | None = None) -> ValueProblem:
        """A problem at the next token, to be raised."""
        token = self.peek()
        return ValueProblem(message, self.offset, length=len(token.text) if token else 1, hint=hint)

    def expect_end(self, hint: str | None = None) -> None:
        """Raise a problem if anything is left."""
        if not self.is_done:
            start = self.offset
            left = " ".join(self.text[start:].split())
            raise ValueProblem(f"'{left}' cannot be read here", start, length=self.tokens[-1].end - start, hint=hint)

    def day(self) -> date:
        """Take a date."""
        token = self.peek()
        if token is None:
            raise self.problem("a date is missing here", "write a day such as '2026-01-01'")
        try:
            found = day_in(token.text)
        except ValueProblem as problem:
            raise ValueProblem(
                problem.message, token.start + problem.offset, length=problem.length, hint=problem.hint
            ) from None
        self.at += 1
        return found

    def number(self) -> Number:
        """Take a number."""
        token = self.peek()
        if token is None:
            raise self.problem("a number is missing here", "write a number such as '10^26', '5e24' or '500000000'")
        after, last = self.peek(1), self.peek(2)
        if (
            token.text.isdigit()
            and after
            and after.text == ","
            and after.start == token.end
            and last
            and last.start == after.end
            and last.text[:1].isdigit()
        ):
            whole = self._digits_and_commas()
            plain = whole.replace(",", "")
            raise ValueProblem(
                f"'{whole}' has a comma in the number",
                token.start,
                length=len(whole),
                hint=f"write it without thousands marks: '{plain}'",
            )
        if token.text.isdigit() and after and after.text.isdigit():
            groups = list(itertools.takewhile(lambda each: each.text.isdigit(), self.tokens[self.at :]))
            raise ValueProblem(
                f"'{' '.join(each.text for each in groups)}' has a space in the number",
                token.start,
                length=groups[-1].end - token.start,
                hint=f"write it without thousands marks: '{''.join(each.text for each in groups)}'",
            )
        if after and after.text in _SCALES:
            raise ValueProblem(
                f"'{token.text} {after.text}' has a number word",
                token.start,
                length=after.end - token.start,
                hint=f"write it in figures: '{token.text + '0' * _SCALES[after.text]}'"
                if token.text.isdigit()
                else "write it in figures, such as '500000000' or '5e8'",
            )
        try:
            found = Number.parse(token.text)
        except ValueProblem as problem:
            raise ValueProblem(
                problem.message, token.start + problem.offset, length=problem.length, hint=problem.hint
            ) from None
        self.at += 1
        return found

    def _digits_and_commas(self) -> str:
        place = self.at
        while (
            place + 1 < len(self.tokens)
            and self.tokens[place + 1].start == self.tokens[place].end
            and (self.tokens[place + 1].text == "," or self.tokens[place + 1].text[:1].isdigit())
        ):
            place += 1
        return self.text[self.tokens[self.at].start : self.tokens[place].end].rstrip(",")

    def unit(self, such_as: str = "'operations' or 'USD'") -> str:
        """Take the unit of a number: one word."""
        token = self.peek()
        if token is None or not _WORD_OF_LETTERS.fullmatch(token.text) or token.text in _NO_UNITS:
            before = self.tokens[self.at - 1]
            raise ValueProblem(
                f"'{before.text}' has no unit",
                before.start,
                length=len(before.text),
                hint=f"write the unit after the number, such as {such_as}",
            )
        self.at += 1
        return token.text

    def name(
        self, known: Collection[str] | None, ends_at: Callable[[int], bool], what: str = "a name"
    ) -> tuple[str, int]:
        """Take a name: the longest known one after which the value may go on, else the words up to an end.

        Args:
            known: the names that are known; one of them may hold words such as "or", where it stands in full.
            ends_at: whether the token of this number, counted from the first, may follow a name.
            what: what is missing, for the problem that there is none.

        Returns:
            The name and its offset.

        Raises:
            ValueProblem: no word is left before an end.
        """
        start, offset = self.at, self.offset
        found = self.known_name(known, ends_at)
        if found:
            self.at += found[1]
            return found[0], offset
        while not self.is_done and not ends_at(self.at):
            self.at += 1
        if self.at == start:
            raise self.problem(f"{what} is missing here", "write one that terms.md or a definition has")
        self.at = self._end_of_misspelt(known, ends_at, start) or self.at
        return self.words(start, self.at), offset

    def known_name(self, known: Collection[str] | None, ends_at: Callable[[int], bool]) -> tuple[str, int] | None:
        """The longest known name that starts at the next token, and its number of tokens."""
        for words, name in _by_first_word(frozenset(known or ())).get(self.word(), ()):
            if ends_at(self.at + len(words)) and all(
                self.text_at(self.at + number) == each for number, each in enumerate(words)
            ):
                return name, len(words)
        return None

    def _end_of_misspelt(self, known: Collection[str] | None, ends_at: Callable[[int], bool], start: int) -> int | None:
        """Where a known name with "and" or "or" ends that is misspelt here, so that it is not torn in two."""
        for name in sorted(known or ()):
            words = name.split()
            end = start + len(words)
            if (
                self.at < end <= len(self.tokens)
                and ends_at(end)
                and all(
                    (each in ("and", "or")) == (self.text_at(start + number) in ("and", "or"))
                    for number, each in enumerate(words)
                )
                and difflib.SequenceMatcher(None, self.words(start, end), name).ratio() > 0.9
            ):
                return end
        return None

    def text_at(self, number: int) -> str:
        """The text of the token of this number, counted from the first; empty behind the end."""
        return self.tokens[number].text if 0 <= number < len(self.tokens) else ""


_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "m": 6, "bn": 9}
_NO_UNITS = frozenset({"and", "or", "not", "in", "since", "on", "from", "until", "per", "for", "of", "before", "after"})


@lru_cache(maxsize=32)
def _by_first_word(names: frozenset[str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The names as words, by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in names:
        words = tuple(each.group() for each in _TOKEN.finditer(name))
        if words:
            found.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(each, key=lambda pair: (-len(pair[0]), pair[1]))) for first, each in found.items()}


def day_in(text: str) -> date:
    """The date in ``text``, written as ``2026-01-01``.

    Raises:
        ValueProblem: it is written otherwise, or there is no such day.
    """
    match = _DAY.fullmatch(text)
    if match and not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise ValueProblem(
            f"the year {match[1]} makes no sense here",
            0,
            length=4,
            hint="check the year; where there is no end, leave it out",
        )
    if not match:
        raise ValueProblem(
            f"'{text}' is not a date", 0, length=max(1, len(text)), hint="write a day such as '2026-01-01'"
        )
    try:
        return date(*(int(each) for each in match.groups()))
    except ValueError:
        raise ValueProblem(
            f"there is no day {text}", 0, length=len(text), hint="write year, month and day: '2026-01-31'"
        ) from None


# -- numbers -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """An exact number that remembers how it was written: ``10^26`` and ``1e26`` are equal but print apart.

    Attributes:
        value: the number itself, never rounded.
        written: how it was written; empty where it was computed.
    """

    value: int | Fraction
    written: str = field(default="", compare=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``500000000``, ``10^26``, ``5e24``, ``2.5e24`` or ``3``.

        Raises:
            ValueProblem: it is no number, or has a thousands mark or an asterisk.
        """
        match = _NUMBER.fullmatch(text)
        if not match:
            raise _number_problem(text)
        whole, decimals, exponent, base, power = match.groups()
        if any(len(each) > MOST_DIGITS for each in match.groups() if each) or any(
            int(each) > MOST_EXPONENT for each in (exponent, power) if each
        ):
            raise ValueProblem(
                f"'{text}' is too large a number", 0, length=len(text), hint="check the number of digits"
            )
        value: int | Fraction
        if base:
            value = int(base) ** int(power)
        else:
            value = Fraction(int(whole + (decimals or "")) * 10 ** int(exponent or 0), 10 ** len(decimals or ""))
            if value.denominator == 1:
                value = value.numerator
        return cls(value, text)

    def __str__(self) -> str:
        if self.written:
            return self.written
        if isinstance(self.value, int) or self.value.denominator == 1:
            return str(int(self.value))
        # A denominator that divides no power of ten cannot come from a value that was read.
        places = next((places for places in range(MOST_DIGITS) if (self.value * 10**places).denominator == 1), None)
        if places is None:
            raise ValueError(f"{self.value} has no decimal form")
        digits = str((self.value * 10**places).numerator).rjust(places + 1, "0")
        return f"{digits[:-places]}.{digits[-places:]}"


def _number_problem(text: str) -> ValueProblem:
    length = max(1, len(text))
    if "*" in text or "×" in text:
        return ValueProblem(f"'{text}' has a sign of multiplication", 0, length=length, hint="write it as '5e24'")
    plain = re.sub(r"[,'’_]", "", text)
    if plain != text and _NUMBER.fullmatch(plain):
        return ValueProblem(
            f"'{text}' has a thousands mark",
            0,
            length=length,
            hint=f"write it without thousands marks: '{plain}'",
        )
    if text.count(".") > 1 and text.replace(".", "").isdigit():
        plain = text.replace(".", "")
        return ValueProblem(
            f"'{text}' has a thousands mark",
            0,
            length=length,
            hint=f"write it without thousands marks: '{plain}'",
        )
    if text[:1] in "$€£" and _NUMBER.fullmatch(text[1:].replace(",", "")):
        unit = {"$": "USD", "€": "EUR"}.get(text[0], "the currency")
        return ValueProblem(
            f"'{text}' has a sign for the currency",
            0,
            length=length,
            hint=f"write '{text[1:].replace(',', '')} {unit}'",
        )
    if text.endswith("%") and _NUMBER.fullmatch(text[:-1]):
        return ValueProblem(f"'{text}' needs a space", 0, length=length, hint=f"write '{text[:-1]} %'")
    return ValueProblem(
        f"'{text}' is not a number",
        0,
        length=length,
        hint="write a number such as '10^26', '5e24' or '500000000'",
    )


@dataclass(frozen=True, slots=True)
class NumberRange:
    """What is known of a number: it lies between two ends, either of which may be open or absent.

    Attributes:
        low: the lower end; ``None`` where there is none.
        high: the upper end; ``None`` where there is none.
        low_included: whether it may be exactly ``low``: "at least" as against "more than".
        high_included: whether it may be exactly ``high``.
    """

    low: Number | None = None
    high: Number | None = None
    low_included: bool = True
    high_included: bool = True

    def __post_init__(self) -> None:
        if self.low is None or self.high is None:
            return
        if self.low > self.high or (self.low == self.high and not (self.low_included and self.high_included)):
            raise ValueError("no number lies in this range")

    @classmethod
    def exactly(cls, number: Number) -> Self:
        """The range that holds this number alone."""
        return cls(number, number)

    @property
    def is_exact(self) -> bool:
        """Whether one number alone lies in it."""
        return self.low is not None and self.low == self.high


# -- truth ---------------------------------------------------------------------------------------------------


class Truth(StrEnum):
    """Whether something holds: yes, no, or not known. Compare with ``is``: each counts as true in Python."""

    TRUE = "yes"
    FALSE = "no"
    UNKNOWN = "unknown"


def both(*truths: Truth) -> Truth:
    """Whether all of them hold: one "no" settles it, else one "unknown" leaves it open."""
    if Truth.FALSE in truths:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.TRUE


def either(*truths: Truth) -> Truth:
    """Whether any of them holds: one "yes" settles it, else one "unknown" leaves it open."""
    if Truth.TRUE in truths:
        return Truth.TRUE
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.FALSE


def negated(truth: Truth) -> Truth:
    """Whether it does not hold: what is not known stays unknown."""
    return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}[truth]


Operator: TypeAlias = Literal[">", ">=", "<", "<="]
Reckoning: TypeAlias = Literal["preceding calendar year", "preceding financial year"]
Relation: TypeAlias = Literal["before", "after", "on"]
Quantifier: TypeAlias = Literal["some", "every"]

OPERATORS: tuple[Operator, ...] = (">", ">=", "<", "<=")
RECKONINGS: tuple[Reckoning, ...] = ("preceding calendar year", "preceding financial year")
RELATIONS: tuple[Relation, ...] = ("before", "after", "on")
QUANTIFIERS: tuple[Quantifier, ...] = ("some", "every")


def compare(number_range: NumberRange | None, operator: Operator, threshold: Number) -> Truth:
    """Whether a number of which this range is known passes the threshold. Units are the caller's to compare.

    "More than 10^26" is not met by exactly 10^26; a fact "> 10^26" meets it, and a fact "at least 10^26"
    leaves it open. ``None``, nothing being known of the number, always leaves it open.
    """
    if number_range is None:
        return Truth.UNKNOWN
    if operator in ("<", "<="):
        return negated(compare(number_range, ">=" if operator == "<" else ">", threshold))
    low, high = number_range.low, number_range.high
    if operator == ">":
        if low is not None and (low > threshold or (low == threshold and not number_range.low_included)):
            return Truth.TRUE
        if high is not None and high <= threshold:
            return Truth.FALSE
    else:
        if low is not None and low >= threshold:
            return Truth.TRUE
        if high is not None and (high < threshold or (high == threshold and not number_range.high_included)):
            return Truth.FALSE
    return Truth.UNKNOWN


def compare_days(day: date | None, relation: Relation, other: date) -> Truth:
    """Whether what happened on ``day`` (``None``: not known) happened before, after or on the other day."""
    if day is None:
        return Truth.UNKNOWN
    holds = {"before": day < other, "after": day > other, "on": day == other}[relation]
    return Truth.TRUE if holds else Truth.FALSE


# -- conditions ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Named:
    """A fact, a moment or a defined term that holds: ``frontier developer``."""

    name: str
    offset: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Compared:
    """A number against a threshold: ``annual gross revenue > 500000000 USD in the preceding calendar year``.

    Attributes:
        name: the fact.
        operator: how the fact must stand to the number.
        number: the threshold, exact.
        unit: the unit of the threshold, one word.
        reckoning: which year's figure counts; ``None`` where the fact does not go by years.
        offset: where the name stands in the value.
    """

    name: str
    operator: Operator
    number: Number
    unit: str
    reckoning: Reckoning | None = None
    offset: int = field(default=0, compare=False)

    def __str__(self) -> str:
        tail = f" in the {self.reckoning}" if self.reckoning else ""
        return f"{self.name} {self.operator} {self.number} {self.unit}{tail}"


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment against a day: ``placing on the Union market before 2025-08-02``."""

    name: str
    relation: Relation
    day: date
    offset: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.name} {self.relation} {self.day}"


@dataclass(frozen=True, slots=True)
class Worded:
    """A fact whose value is one of several in words: ``competitors is "none will soon have one"``."""

    name: str
    words: str
    offset: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f'{self.name} is "{self.words}"'


@dataclass(frozen=True, slots=True)
class OfModels:
    """Something that holds of some or of every model of the developer: ``some model is a frontier model``.

    Attributes:
        quantifier: some or every.
        name: the term, without the article: ``frontier model``.
        article: ``a`` or ``an`` as written; empty where there was none. It does not count when two are
            compared.
        offset: where the name stands in the value.
    """

    quantifier: Quantifier
    name: str
    article: str = field(default="", compare=False)
    offset: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.quantifier} model is {self.article + ' ' if self.article else ''}{self.name}"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks, which are printed and not computed: ``"exceptional circumstances"``."""

    words: str
    offset: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f'"{self.words}"'


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    part: Condition

    def __str__(self) -> str:
        return f"not {_in_parentheses(self.part, All, AnyOf)}"


@dataclass(frozen=True, slots=True)
class All:
    """Two or more conditions that must all hold."""

    parts: tuple[Condition, ...]

    def __post_init__(self) -> None:
        if len(self.parts) < 2:
            raise ValueError("'and' joins two conditions or more")

    def __str__(self) -> str:
        return " and ".join(_in_parentheses(each, All, AnyOf) for each in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Two or more conditions of which one must hold."""

    parts: tuple[Condition, ...]

    def __post_init__(self) -> None:
        if len(self.parts) < 2:
            raise ValueError("'or' joins two conditions or more")

    def __str__(self) -> str:
        return " or ".join(_in_parentheses(each, AnyOf) for each in self.parts)


Leaf: TypeAlias = Named | Compared | Dated | Worded | OfModels | Quoted
Condition: TypeAlias = Leaf | Not | All | AnyOf


def _in_parentheses(condition: Condition, *kinds: type[All] | type[AnyOf]) -> str:
    return f"({condition})" if isinstance(condition, kinds) else str(condition)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every leaf, in the order in which it is written."""
    match condition:
        case Not(part):
            yield from leaves(part)
        case All(parts) | AnyOf(parts):
            for each in parts:
                yield from leaves(each)
        case _:
            yield condition


def names_in(condition: Condition) -> tuple[tuple[str, int], ...]:
    """Every name that the condition uses, with its offset in the value, in the order of the text."""
    return tuple((each.name, each.offset) for each in leaves(condition) if not isinstance(each, Quoted))


def with_exception(when: Condition | None, unless: Condition | None) -> Condition | None:
    """One condition for ``when`` and ``unless`` together; ``None`` where there is neither.

    Evaluate this and not the two apart: a proviso in ``unless`` then counts as what it is, a possible way
    out, and never as one that is taken.
    """
    parts = tuple(each for each in (when, Not(unless) if unless is not None else None) if each is not None)
    if len(parts) == 2:
        return All(parts)
    return parts[0] if parts else None


# -- reading conditions --------------------------------------------------------------------------------------


def parse_condition(text: str, names: Collection[str] | None = None) -> Condition:
    """Read the value of ``when`` or ``unless``.

    ``and`` binds closer than ``or``; a comma before either binds loosest; parentheses bind closest. With
    ``names``, the longest known name at a place wins, so that a name may hold "and" or "or". A name that is
    not known is no problem here: :func:`names_in` lists all of them for a check. ``str`` of the result reads
    back as the same condition, unless one known name is two others joined by "and" or "or".

    Args:
        text: the value.
        names: all names of facts, moments and defined terms; a ``frozenset`` is quickest to use again.

    Raises:
        ValueProblem: with what is wrong, where, and what to type.
    """
    reader = _Conditions(text, names)
    if reader.is_done:
        raise reader.problem("the condition is empty", "write a name from terms.md, or words in quotation marks")
    found = reader.condition(0)
    if reader.word() == ")":
        raise reader.problem("this parenthesis was never opened", "take it out, or write '(' where the group begins")
    reader.expect_end("join conditions with 'and' or 'or'")
    return found


class _Conditions(Reader):
    # Phrases that people write for the operators; only before a number do they mean that.
    _in_words: ClassVar[dict[str, Operator]] = {
        "greater than": ">",
        "more than": ">",
        "less than": "<",
        "fewer than": "<",
        "at least": ">=",
        "at most": "<=",
        "exceeds": ">",
        "exceeding": ">",
        "above": ">",
        "over": ">",
        "below": "<",
        "under": "<",
    }
    _lookalikes: ClassVar[dict[str, str]] = {
        "≥": "write '>='",
        "≤": "write '<='",
        "=>": "write '>='",
        "=<": "write '<='",
        "=": "use '>', '>=', '<' or '<='",
        "==": "use '>', '>=', '<' or '<='",
    }

    def __init__(self, text: str, names: Collection[str] | None) -> None:
        super().__init__(text)
        self.names = frozenset(names) if names is not None else None

    def condition(self, depth: int) -> Condition:
        """Read up to a closing parenthesis or the end."""
        groups = [self.alternatives(depth)]
        joined: str | None = None
        while self.word() == ",":
            if self.word(1) not in ("and", "or"):
                if self.word(1) in ("", ")"):
                    raise self.problem("nothing follows this comma", "take the comma out")
                raise self.problem(
                    "a comma stands between conditions without 'and' or 'or'",
                    "write ', and' or ', or'; a list of three is 'a or b or c'",
                )
            if joined is not None and self.word(1) != joined:
                self.at += 1
                raise self.problem(
                    "', and' and ', or' stand side by side, so it is open which belong together",
                    "put parentheses round the conditions that belong together",
                )
            joined = self.word(1)
            self.at += 2
            groups.append(self.alternatives(depth))
        if joined == "and":
            return All(tuple(each[0] if len(each) == 1 else AnyOf(tuple(each)) for each in groups))
        parts = [part for each in groups for part in each]
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def alternatives(self, depth: int) -> list[Condition]:
        found = [self.conjunction(depth)]
        while self.take("or"):
            found.append(self.conjunction(depth))
        return found

    def conjunction(self, depth: int) -> Condition:
        found = [self.single(depth)]
        while self.take("and"):
            found.append(self.single(depth))
        return found[0] if len(found) == 1 else All(tuple(found))

    def single(self, depth: int) -> Condition:
        if depth > MOST_NESTING:
            raise self.problem("the condition nests too deep", "split it into several provisions")
        token = self.peek()
        if token is None:
            last = self.tokens[-1]
            raise ValueProblem(
                f"a condition is missing after '{last.text}'",
                last.start,
                length=len(last.text),
                hint="write what follows, or take the word out",
            )
        if token.text == "(":
            self.at += 1
            if self.word() == ")":
                raise self.problem("nothing stands between the parentheses", "write a condition, or take them out")
            found = self.condition(depth + 1)
            if not self.take(")"):
                if self.is_done:
                    raise ValueProblem(
                        "this parenthesis is never closed", token.start, hint="write ')' where the group ends"
                    )
                self.expect_end("join conditions with 'and' or 'or'")
            return found
        if token.text in (")", ","):
            raise self.problem("a condition is missing here", f"write one before '{token.text}'")
        if token.text == "not" and not self._known_here():
            self.at += 1
            return Not(self.single(depth + 1))
        if token.text in ("and", "or"):
            raise self.problem(f"a condition is missing before '{token.text}'", "write one, or take the word out")
        if token.text in ("AND", "OR", "NOT"):
            raise self.problem(f"'{token.text}' is written in capitals", f"write '{token.text.lower()}'")
        return self.leaf(token)

    def _known_here(self) -> bool:
        """Whether a known name starts at this place."""
        return self.known_name(self.names, self._ends_name) is not None

    def leaf(self, token: Token) -> Leaf:
        self._check_quotation_mark(token)
        if token.is_quoted:
            self.at += 1
            return Quoted(_within_marks(token), token.start)
        if not self._known_here():
            if token.text in OPERATORS:
                raise self.problem(
                    f"a name is missing before '{token.text}'",
                    "write it as 'training compute > 10^26 operations'",
                )
            if token.text in self._lookalikes or "<" in token.text or ">" in token.text:
                raise self._misreading(token)
            for quantifier in QUANTIFIERS:
                if self.take(f"{quantifier} model is"):
                    return self.of_models(quantifier)
        name, offset = self.name(self.names, self._ends_name)
        return self.about(name, offset)

    def of_models(self, quantifier: Quantifier) -> OfModels:
        article = ""
        if self.word() in ("a", "an") and not self._known_here() and not self._ends_name(self.at + 1):
            article = self.word()
            self.at += 1
        name, offset = self.name(self.names, self._ends_name, "the name of a term")
        return OfModels(quantifier, name, article, offset)

    def about(self, name: str, offset: int) -> Leaf:
        """What is said of a name that has been read."""
        token = self.peek()
        if token is None or token.text in (",", ")", "and", "or"):
            return Named(name, offset)
        if token.text == "is":
            self.at += 1
            quoted = self.peek()
            assert quoted is not None, "a name ends at 'is' only before a quotation mark"
            self._check_quotation_mark(quoted)
            self.at += 1
            return Worded(name, _within_marks(quoted), offset)
        for relation in RELATIONS:
            if self.take(relation):
                return Dated(name, relation, self.day(), offset)
        for operator in OPERATORS:
            if self.take(operator):
                number = self.number()
                unit = self.unit()
                return Compared(name, operator, number, unit, self.reckoning(), offset)
        raise self._misreading(token)

    def reckoning(self) -> Reckoning | None:
        if self.word() != "in":
            return None
        for each in RECKONINGS:
            if self.take(f"in the {each}"):
                return each
        raise self.problem(
            "which year is meant cannot be read",
            "write 'in the preceding calendar year' or 'in the preceding financial year'",
        )

    def _misreading(self, token: Token) -> ValueProblem:
        """Say what is wrong at a token that ended a name and means nothing."""
        if token.text in self._lookalikes:
            return self.problem(f"'{token.text}' is not a comparison", self._lookalikes[token.text])
        if token.text == "(":
            return self.problem("a parenthesis follows a name", "put 'and' or 'or' before the parenthesis")
        if token.text in ("AND", "OR", "NOT"):
            return self.problem(f"'{token.text}' is written in capitals", f"write '{token.text.lower()}'")
        if token.text in ("&", "&&", "|", "||", "and/or"):
            return self.problem(f"'{token.text}' does not join conditions", "write 'and' or 'or'")
        for phrase, operator in self._in_words.items():
            if self.sees(phrase):
                number = self.word(phrase.count(" ") + 1)
                return self.problem("the comparison is in words", f"write it as a sign: '{operator} {number}'")
        self._check_quotation_mark(token)
        if token.is_quoted:
            return self.problem("words in quotation marks follow a name", "put 'is', 'and' or 'or' before them")
        return self.problem(
            f"'{token.text}' needs a space on both sides of the comparison",
            "write it as 'training compute > 10^26 operations'",
        )

    def _check_quotation_mark(self, token: Token) -> None:
        if token.text == '"':
            raise ValueProblem(
                "this quotation mark is never closed", token.start, hint="write '\"' where the words end"
            )
        if token.is_quoted and not token.text[1:-1].strip():
            raise ValueProblem(
                "nothing stands between the quotation marks",
                token.start,
                length=len(token.text),
                hint="write the words",
            )
        if token.text[0] in "“”„«»":
            raise ValueProblem(
                f"{token.text[0]} is not a quotation mark that is read here",
                token.start,
                hint='write straight quotation marks: "…"',
            )

    def _ends_name(self, number: int) -> bool:
        """Whether the token of this number may follow a name, rightly or by a slip worth explaining."""
        if number >= len(self.tokens):
            return True
        token = self.tokens[number]
        text, after = token.text, self.text_at(number + 1)
        if token.is_mark or text in ("and", "or", "AND", "OR", "NOT", "&", "&&", "|", "||", "and/or"):
            return True
        if text[0] in '"“„«' or "<" in text or ">" in text or text in self._lookalikes:
            return True
        if text == "is":
            return after[:1] in ('"', "“", "„", "«") and after != ""
        if text in RELATIONS:
            return after[:1].isdigit()
        return any(
            phrase.split(" ") == [self.text_at(number + place) for place in range(phrase.count(" ") + 1)]
            and self.text_at(number + phrase.count(" ") + 1)[:1].isdigit()
            for phrase in self._in_words
        )


def _within_marks(token: Token) -> str:
    return " ".join(token.text[1:-1].split())


# -- judging conditions --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a condition, with every reason.

    Attributes:
        condition_text: the condition in its canonical text.
        truth: whether it holds.
        because: the findings that it rests on.
        computed: ``False`` where it comes down to provisos, which are printed and not computed. The truth of
            such a finding is ``UNKNOWN``; at the top, where :func:`evaluate` returns it, it is ``TRUE``: it
            holds, provided that they do.
        note: why, in a few words.
        source: where the answer comes from, such as the fact; whatever the caller likes.
    """

    condition_text: str
    truth: Truth
    because: tuple[Finding, ...] = ()
    computed: bool = True
    note: str = ""
    source: object = None


def proviso(condition: Leaf, note: str = "", source: object = None) -> Finding:
    """The finding for a leaf that is printed and not computed: quoted words, and facts of an incident."""
    return Finding(str(condition), Truth.UNKNOWN, computed=False, note=note, source=source)


def evaluate(condition: Condition, answer: Callable[[Leaf], Finding]) -> Finding:
    """Judge a condition by what ``answer`` says of its leaves, and keep all of it as reasons.

    Provisos (findings that are not computed) stand beside the three values and never settle anything:

    - "A and proviso" is no where A is no and unknown where A is unknown; where A is yes, it is the proviso.
    - "A or proviso" is yes where A is yes and unknown where A is unknown; where A is no, it is the proviso.
    - "not proviso" is a proviso.
    - A whole condition that comes down to provisos is ``TRUE`` with ``computed=False``: it holds, provided
      that :func:`provisos` do. An exemption that counts only when known to hold must look at ``computed``.

    So a proviso is left out wherever the rest is settled or unknown, and is never silently taken for granted.
    Learning a fact never turns a settled condition into an unknown one.

    Args:
        condition: what to judge.
        answer: the finding for a leaf; :func:`proviso` makes those that are not computed.
    """
    found = _fold(condition, answer)
    if found.computed:
        return found
    because = found.because if found.because else (found,)
    return Finding(found.condition_text, Truth.TRUE, because, computed=False, note=found.note, source=found.source)


def _fold(condition: Condition, answer: Callable[[Leaf], Finding]) -> Finding:
    text = str(condition)
    match condition:
        case Not(part):
            inner = _fold(part, answer)
            truth = negated(inner.truth) if inner.computed else Truth.UNKNOWN
            return Finding(text, truth, (inner,), inner.computed)
        case All(parts):
            return _joined(text, tuple(_fold(each, answer) for each in parts), both, Truth.TRUE)
        case AnyOf(parts):
            return _joined(text, tuple(_fold(each, answer) for each in parts), either, Truth.FALSE)
        case _:
            return answer(condition)


def _joined(text: str, because: tuple[Finding, ...], join: Callable[..., Truth], neutral: Truth) -> Finding:
    truth = join(*(each.truth for each in because if each.computed))
    if truth is neutral and not all(each.computed for each in because):
        return Finding(text, Truth.UNKNOWN, because, computed=False)
    return Finding(text, truth, because)


def provisos(finding: Finding) -> tuple[Finding, ...]:
    """The provisos on which the finding still depends, each once; none where the rest settles it."""
    return _once(_provisos(finding))


def _provisos(finding: Finding) -> Iterator[Finding]:
    if finding.computed and finding.truth is not Truth.UNKNOWN:
        return
    inner = [found for each in finding.because for found in _provisos(each)]
    yield from inner
    if not inner and not finding.computed:
        yield finding


def missing(finding: Finding) -> tuple[Finding, ...]:
    """The leaves whose answer would be needed to settle an unknown finding, in order, each once."""
    return _once(_missing(finding))


def _missing(finding: Finding) -> Iterator[Finding]:
    if not finding.computed or finding.truth is not Truth.UNKNOWN:
        return
    inner = [found for each in finding.because for found in _missing(each)]
    yield from inner or [finding]


def _once(findings: Iterator[Finding]) -> tuple[Finding, ...]:
    return tuple({each.condition_text: each for each in findings}.values())
