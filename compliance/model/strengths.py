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
    "attempt", "endeavour", "endeavor", "anticipate", "explore", "consider", "aspire",
)  # fmt: skip
"""Verbs of intention."""

NO_PROMISE = (
    "cannot", "can not", "can", "could", "may", "might", "hope", "would", "want", "would like", "wish",
    "not necessarily", "will not necessarily",
)  # fmt: skip
"""Verbs that promise nothing."""

KNOWN = frozenset({*PROMISES, *EFFORTS, *PLANS, *NO_PROMISE})
"""Every verb that is in one of the lists."""

_REFUSALS = ("may not", "shall not", "must not", "will never")
_AUXILIARIES = ("will", "shall", "do", "does", "we", "also")


def force_of(strength: str) -> Force:
    """What a verb says of the speaker's own conduct.

    "Will strive" promises to strive, and no more; "aims" is "aim" in the third person; "may not" is a refusal, and
    so a promise.
    """
    verb = strength.lower().strip()
    if verb.startswith(_REFUSALS):
        return Force.PROMISE
    if _is_one_of(verb, NO_PROMISE):
        return Force.NOTHING
    bare = verb
    while auxiliary := next((each for each in _AUXILIARIES if bare.startswith(each + " ")), None):
        bare = bare.removeprefix(auxiliary).strip()
    if speaks_of_effort(bare):
        return Force.EFFORT
    if _is_one_of(bare, NO_PROMISE):
        return Force.NOTHING
    return Force.PLAN if _is_one_of(bare, PLANS) else Force.PROMISE


def speaks_of_effort(words: str) -> bool:
    """Whether words ask for or promise an effort, as in "best efforts", "make every effort" or "strives"."""
    return any(f" {each} " in f" {words.lower()} " for each in (*EFFORTS, "strives", "striving"))


def _is_one_of(verb: str, known: Iterable[str]) -> bool:
    first, *rest = verb.split() or [""]
    forms = (verb, " ".join((first.removesuffix("s"), *rest)))
    return any(form == each or form.startswith(each + " ") for form in forms for each in known)
