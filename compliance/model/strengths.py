"""What a policy's verbs are worth: promises, efforts, plans, and words that promise nothing.

The field ``strength`` keeps the text's own verb; this is the one place where verbs are sorted, for verdicts and for
checks alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Force(StrEnum):
    """What a verb says of the speaker's own conduct."""

    PROMISE = "promise"
    EFFORT = "effort"
    PLAN = "plan"
    NOTHING = "nothing"


PROMISES = (
    "will", "shall", "must", "commit", "agree", "require", "will not", "shall not", "must not", "may not", "will never",
)  # fmt: skip
"""Verbs of promise; any verb that is in no other list, such as "maintains", counts as one, being present practice."""

EFFORTS = (
    "best efforts", "reasonable efforts", "significant effort", "every effort", "strive", "efforts", "effort",
)  # fmt: skip
"""Words that promise an effort and no result."""

PLANS = (
    "aim", "expect", "intend", "plan", "strive", "work toward", "usually", "likely", "should", "try", "seek",
    "attempt", "endeavour", "endeavor", "anticipate", "explore", "consider", "aspire", "ought to", "look to",
    "under consideration", "typically", "generally", "where practicable", "if feasible",
)  # fmt: skip
"""Words of intention and of reservation; one of them anywhere in the verb makes it a plan."""

NO_PROMISE = (
    "cannot", "can not", "can", "could", "may", "might", "hope", "would", "want", "would like", "wish",
    "not necessarily", "will not necessarily", "do not", "does not", "is not", "are not", "no longer", "need not",
    "will not commit", "reserve the right", "able to", "believe", "encourage", "recommend", "prefer",
)  # fmt: skip
"""Verbs that promise nothing."""

KNOWN = frozenset({*PROMISES, *EFFORTS, *PLANS, *NO_PROMISE})
"""Every verb that is in one of the lists."""

_REFUSALS = ("may not", "shall not", "must not", "will never")
_AUXILIARIES = ("will", "shall", "we", "also", "is", "are", "be", "been", "has", "have")


def force_of(strength: str) -> Force:
    """What a verb says of the speaker's own conduct.

    "Will strive" promises to strive, and no more; "aims", "is planning to" and "intended" are read as "aim", "plan"
    and "intend"; "may not" is a refusal, and so a promise, but "does not" tells of no promise at all.
    """
    words = " ".join(strength.lower().replace("-", " ").replace(",", " ").split())
    if words.startswith(_REFUSALS):
        return Force.PROMISE
    if _begins_with(words, NO_PROMISE):
        return Force.NOTHING
    bare = words
    while auxiliary := next((each for each in _AUXILIARIES if bare.startswith(each + " ")), None):
        bare = bare.removeprefix(auxiliary).strip()
    if _begins_with(bare, NO_PROMISE):
        return Force.NOTHING
    if speaks_of_effort(words):
        return Force.EFFORT
    return Force.PLAN if _has(words, PLANS) else Force.PROMISE


def speaks_of_effort(words: str) -> bool:
    """Whether words ask for or promise an effort, as in "best efforts", "make every effort" or "strives"."""
    return _has(words.lower().replace("-", " "), EFFORTS)


def _begins_with(words: str, known: Iterable[str]) -> bool:
    return any(f"{form} ".startswith(f"{each} ") for form in _forms(words) for each in known)


def _has(words: str, known: Iterable[str]) -> bool:
    return any(f" {each} " in f" {form} " for form in _forms(words) for each in known)


def _forms(words: str) -> tuple[str, ...]:
    """The words as they stand, and with the endings taken off that a verb's other persons and tenses have."""
    plain = words.split()
    return (
        words,
        " ".join(each.removesuffix("s") for each in plain),
        " ".join(_stem(each) for each in plain),
        " ".join(_stem(each) + "e" if _stem(each) != each else each for each in plain),
    )


def _stem(word: str) -> str:
    """A word without "ing" or "ed", and without the letter that these double: "planning" is "plan"."""
    for ending in ("ing", "ied", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending) + ("y" if ending == "ied" else "")
            return stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
    return "toward" if word == "towards" else word
