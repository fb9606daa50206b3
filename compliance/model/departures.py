"""Where a restatement departs from the official text on purpose: what departs, and why.

``figure 25.1, because the text says "this chapter", which is chapter 25.1`` is one; :mod:`compliance.sources` leaves
out what is listed so, and warns of what is listed and not needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from compliance.diagnostics import ValueProblem, did_you_mean


class Departing(StrEnum):
    """What may depart from the official text."""

    FIGURE = "figure"
    FORCE = "force"
    BEARER = "bearer"
    WORDS = "words"
    LABEL = "label"
    LABELS_BELOW = "labels below"
    TEXT = "text"


NAMES_SOMETHING = frozenset({Departing.FIGURE, Departing.WORDS, Departing.LABEL})
"""What must be named: which figure, which words, which label."""

_SHAPE = "write 'figure 15 days, because …', 'force, because …', 'words \"…\", because …'"


@dataclass(frozen=True, slots=True)
class Departure:
    """One thing that departs from the official text on purpose.

    Attributes:
        what: what departs.
        subject: which figure, words or label; empty for the others.
        reason: why.
    """

    what: Departing
    subject: str
    reason: str

    def __str__(self) -> str:
        subject = f'"{self.subject}"' if self.what is Departing.WORDS else self.subject
        return f"{self.what}{' ' if subject else ''}{subject}, because {self.reason}"

    @classmethod
    def parse(cls, text: str) -> Departure:
        """Reads ``WHAT[ WHICH], because REASON``.

        Raises:
            ValueProblem: it is not of that shape, or does not say why.
        """
        head, mark, reason = text.partition(", because ")
        if not mark or not reason.strip():
            raise ValueProblem("a departure says why", len(head), hint="end it with ', because …'")
        word = next((each for each in sorted(Departing, key=len, reverse=True) if re.match(rf"{each}\b", head)), None)
        if word is None:
            first = head.split(" ")[0]
            hint = did_you_mean(first, [str(each) for each in Departing], otherwise=_SHAPE)
            raise ValueProblem(f"'{first}' is nothing that can depart", 0, length=max(1, len(first)), hint=hint)
        subject = head[len(word) :].strip().strip('"“”')
        if bool(subject) != (word in NAMES_SOMETHING):
            problem = f"say which {word}" if not subject else f"'{word}' takes no name"
            raise ValueProblem(problem, len(word), hint=_SHAPE)
        return cls(word, subject, reason.strip())
