"""What is wrong, where, and what to type instead.

Everything that reads or checks content reports :class:`Diagnostic` records; nothing raises for bad content.
A :class:`Rule` is declared beside the code that raises it, and explains itself: what, why, wrong, right.
The renderings for people and machines are in :func:`as_text`, :func:`as_json`, :func:`as_sarif` and
:func:`as_annotations`.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from types import ModuleType
from typing import Any
from urllib.parse import quote


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a content file: the path as shown to the reader, a line and a column, both from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(StrEnum):
    """How much a diagnostic matters: an error makes the content unsound, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for errors, growing as it matters less."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Related:
    """Another place that a finding is about, such as the official words beside the restatement.

    Attributes:
        place: where.
        message: what stands there.
        length: how many characters from ``place`` on are meant.
    """

    place: Place
    message: str
    length: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A thing that can be wrong: a stable code, a readable name, and an explanation with an example.

    Attributes:
        code: stable, such as ``F203``: F for the form of content, C for its soundness.
        name: readable, such as ``unknown-value``.
        severity: what its diagnostics count as.
        what: one sentence: what is wrong.
        why: one sentence: why it matters.
        wrong: an example of content that breaks the rule.
        right: the same content, mended.
    """

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    wrong: str
    right: str

    def at(
        self,
        place: Place,
        message: str,
        hint: str | None = None,
        *,
        length: int = 1,
        example: str | None = None,
        related: tuple[Related, ...] = (),
    ) -> Diagnostic:
        """A diagnostic of this rule at ``place``."""
        return Diagnostic(self, place, message, hint, max(1, length), example, related)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a rule, a place, a message that names the thing, and a hint that says what to type.

    Attributes:
        rule: the rule that is broken.
        place: where.
        message: what is wrong here, for a lawyer to read.
        hint: what to do; ``None`` only where the message says it already.
        length: how many characters from ``place`` on are meant.
        example: text that would be right, where the fix is not one word.
        related: other places that it is about.
    """

    rule: Rule
    place: Place
    message: str
    hint: str | None = None
    length: int = 1
    example: str | None = field(default=None)
    related: tuple[Related, ...] = ()

    @property
    def severity(self) -> Severity:
        """The severity of its rule."""
        return self.rule.severity

    @property
    def order(self) -> tuple[str, int, int, str, str, str, int, str, tuple[Related, ...]]:
        """The key by which diagnostics are listed: file, line, column, code, message; the rest settles ties."""
        place = self.place
        first = (place.file, place.line, place.column, self.rule.code, self.message)
        return (*first, self.hint or "", self.length, self.example or "", self.related)


class ValueProblem(ValueError):
    """A field's value that cannot be read: what is wrong with it, where in the value, and what to type.

    Attributes:
        message: what is wrong.
        offset: characters from the start of the value.
        length: how many characters are meant.
        hint: what to type instead.
    """

    def __init__(self, message: str, offset: int = 0, *, length: int = 1, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.length = length
        self.hint = hint


class ComplianceError(Exception):
    """A caller's mistake, such as an unknown developer or an unreadable folder, in one sentence.

    Attributes:
        hint: what to do about it, if that is not plain from the message.
    """

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics sorted by place, without repeats."""
    return tuple(sorted(set(diagnostics), key=lambda each: each.order))


LONGEST_WORD = 200
"""Characters; a longer word is no slip of a known one."""


def nearest(word: str, known: Iterable[str], *, most: int = 1) -> tuple[str, ...]:
    """Up to ``most`` of the known words that ``word`` may have meant, best first; empty where none is near."""
    if len(word) > LONGEST_WORD:
        return ()  # No name is so long, and comparing would take longer than anybody waits.
    return tuple(difflib.get_close_matches(word, sorted(set(known)), n=most, cutoff=0.6))


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str | None = None) -> str | None:
    """A hint that names the nearest known word, or ``otherwise``."""
    near = nearest(word, known)
    return f"did you mean '{near[0]}'?" if near else otherwise


def rules_in(modules: Iterable[ModuleType]) -> dict[str, Rule]:
    """The rules that the modules declare, by code.

    Raises:
        ValueError: two different rules share a code.
    """
    found: dict[str, Rule] = {}
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, Rule) and found.setdefault(value.code, value) != value:
                raise ValueError(f"two rules have the code {value.code}")
    return dict(sorted(found.items()))


SourceLine = Callable[[Place], str | None]
"""Gives the text of the line at a place, or ``None`` where there is none to show."""


def as_text(diagnostics: Iterable[Diagnostic], line_at: SourceLine = lambda _: None) -> str:
    """The diagnostics as people read them: place, message, the line itself with a mark, and a hint."""
    return "\n".join(_one_as_text(each, line_at) for each in in_order(diagnostics))


def _one_as_text(diagnostic: Diagnostic, line_at: SourceLine) -> str:
    place, rule = diagnostic.place, diagnostic.rule
    out = [f"{place}: {rule.severity}[{rule.code}] {diagnostic.message}"]
    out.extend(_marked(place, line_at(place), diagnostic.length))
    for each in diagnostic.related:
        out.append(f"      {each.place}: {each.message}")
        out.extend(_marked(each.place, line_at(each.place), each.length))
    if diagnostic.hint:
        out.append(f"      = help: {diagnostic.hint}")
    if diagnostic.example:
        out.append("      = for example:")
        out.extend(f"          {each}" for each in diagnostic.example.splitlines())
    return "\n".join(out) + "\n"


def _marked(place: Place, line: str | None, length: int) -> Iterator[str]:
    """The line at a place with a mark under what is meant; nothing where there is no line to show."""
    if line is None:
        return
    shown = "".join(" " if ch == "\t" or not ch.isprintable() else ch for ch in line.rstrip("\n"))
    start = max(0, place.column - 80) if len(shown) > 160 else 0
    shown = shown[start : start + 160]
    at = min(place.column - 1 - start, len(shown))
    number = f"{place.line:>5}"
    yield f"{number} | {shown}"
    yield f"{' ' * len(number)} | {' ' * at}{'^' * max(1, min(length, len(shown) - at))}"


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """The diagnostics as a JSON array of objects, in order."""
    return json.dumps([_as_object(each) for each in in_order(diagnostics)], indent=2, ensure_ascii=False) + "\n"


def _as_object(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.rule.code,
        "name": diagnostic.rule.name,
        "severity": str(diagnostic.severity),
        "file": diagnostic.place.file,
        "line": diagnostic.place.line,
        "column": diagnostic.place.column,
        "length": diagnostic.length,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "related": [
            {
                "file": each.place.file,
                "line": each.place.line,
                "column": each.place.column,
                "length": each.length,
                "message": each.message,
            }
            for each in diagnostic.related
        ],
    }


def as_sarif(diagnostics: Iterable[Diagnostic], *, version: str) -> str:
    """The diagnostics as a SARIF 2.1.0 log, for code-scanning services."""
    found = in_order(diagnostics)
    rules = sorted({each.rule.code: each.rule for each in found}.values(), key=lambda rule: rule.code)
    index = {rule.code: number for number, rule in enumerate(rules)}
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "compliance",
                        "version": version,
                        "rules": [
                            {
                                "id": rule.code,
                                "name": rule.name,
                                "shortDescription": {"text": rule.what},
                                "fullDescription": {"text": f"{rule.what} {rule.why}"},
                                "help": {"text": f"Wrong:\n{rule.wrong}\n\nRight:\n{rule.right}"},
                                "defaultConfiguration": {"level": str(rule.severity)},
                            }
                            for rule in rules
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": each.rule.code,
                        "ruleIndex": index[each.rule.code],
                        "level": str(each.severity),
                        "message": {"text": each.message + (f" ({each.hint})" if each.hint else "")},
                        "locations": [_location(each.place, each.length)],
                        **_related_locations(each),
                    }
                    for each in found
                ],
            }
        ],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _location(place: Place, length: int) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.file)},
            "region": {
                "startLine": place.line,
                "startColumn": place.column,
                "endColumn": place.column + max(1, length),
            },
        }
    }


def _related_locations(diagnostic: Diagnostic) -> dict[str, Any]:
    found = [{**_location(each.place, each.length), "message": {"text": each.message}} for each in diagnostic.related]
    return {"relatedLocations": found} if found else {}


def as_annotations(diagnostics: Iterable[Diagnostic]) -> str:
    """The diagnostics as workflow commands that CI services show beside the changed line."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def attribute(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    return "".join(
        f"::{levels[each.severity]} file={attribute(each.place.file)},line={each.place.line},"
        f"col={each.place.column},title={attribute(f'{each.rule.code} {each.rule.name}')}::"
        f"{data(each.message + (f' ({each.hint})' if each.hint else ''))}\n"
        for each in in_order(diagnostics)
    )
