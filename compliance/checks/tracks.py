"""Does each commitment's track agree with its fields, its verb and what it restates?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.diagnostics import Diagnostic, Rule, Severity, ValueProblem, nearest
from compliance.model.corpus import Corpus
from compliance.model.fields import read_date
from compliance.model.policies import Commitment, Track
from compliance.model.strengths import KNOWN

OTHER_TRACK = Rule(
    "C701",
    "other-track",
    Severity.ERROR,
    "A commitment restates one of another track.",
    "The same promise would count as one here and as none there.",
    "- commitment: publish each Risk Report\n- track: unilateral\n- restates: 1.goal",
    "- commitment: publish each Risk Report\n- track: goal\n- restates: 1.goal",
)
CONTINGENT_ON_NOTHING = Rule(
    "C702",
    "contingent-on-nothing",
    Severity.ERROR,
    "A contingent commitment does not say what must happen.",
    "What it is worth depends on whether that has happened.",
    "- commitment: delay the release\n- track: contingent\n- strength: will",
    '- commitment: delay the release\n- track: contingent\n- strength: will\n- when: "competitors do the same"',
)
FIELD_OF_GOAL = Rule(
    "C703",
    "field-of-goal",
    Severity.ERROR,
    "A commitment that is no goal has a field of goals.",
    "Only goals have a target, a state and a confidence; a promise is kept or broken.",
    "- track: unilateral\n- target: 2027-01-01",
    "- track: goal\n- target: 2027-01-01",
)
MISSPELT_VERB = Rule(
    "C704",
    "misspelt-verb",
    Severity.WARNING,
    "The strength looks like a misspelt verb of promise or of intention.",
    "A verb that is not known counts as one of present practice, which binds.",
    "- strength: shuold",
    "- strength: should",
)
BAD_STATE = Rule(
    "C705",
    "bad-state",
    Severity.ERROR,
    "The state of a goal is not open, met, missed or dropped with its day.",
    "Progress could not be counted.",
    "- state: reached in July",
    "- state: met 2026-07-08",
)
CHANGE_OF_NO_GOAL = Rule(
    "C706",
    "change-of-no-goal",
    Severity.ERROR,
    "A change stands under something that is no goal.",
    "It would be told of nothing.",
    "## 2 Logging\n\n### [2026-05-05]\n\n- change: target moved",
    "## 2 Logging\n\n- commitment: log everything\n- track: goal\n- strength: will\n- topic: framework\n\n"
    "### [2026-05-05]\n\n- change: target moved",
)

_GOAL_FIELDS = ("target", "reached when", "state", "confidence")


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """Where tracks disagree."""
    for each in corpus.commitments.values():
        yield from _restated(corpus, each)
        if each.track is Track.CONTINGENT and each.when is None and each.unless is None:
            yield CONTINGENT_ON_NOTHING.at(
                each.place_of("track"),
                "this commitment is contingent and does not say on what",
                "add '- when: …', with a name from a terms file or with words in quotation marks",
                length=len(each.track),
            )
        if each.track is Track.GOAL:
            yield from _state(each)
        else:
            for name in _GOAL_FIELDS:
                if getattr(each, name.replace(" ", "_")):
                    yield FIELD_OF_GOAL.at(
                        each.place_of(name), f"'{name}' is a field of goals, and this is {each.track}", "take it out"
                    )
        yield from _verb(each)
    for change in corpus.changes.values():
        goal = corpus.commitments.get(change.commitment)
        if goal is None or goal.track is not Track.GOAL:
            yield CHANGE_OF_NO_GOAL.at(
                change.place,
                "this change does not stand under a goal",
                "put its heading under the goal that was changed",
            )


def _restated(corpus: Corpus, commitment: Commitment) -> Iterator[Diagnostic]:
    for number, reference in enumerate(commitment.restates):
        other = corpus.commitments.get(reference)
        if other is not None and other.track is not commitment.track:
            yield OTHER_TRACK.at(
                commitment.places.get(f"restates[{number}]") or commitment.place_of("restates"),
                f"this is {commitment.track}, and '{reference}', which it restates, is {other.track}",
                "give both the track that the policy's structure gives them",
                length=len(reference.partition("#")[2]),
            )


def _state(goal: Commitment) -> Iterator[Diagnostic]:
    state = goal.state
    if state in ("", "open"):
        return
    match = re.fullmatch(r"(?:met|missed|dropped) (\S+)", state)
    try:
        if match:
            read_date(match[1])
            return
    except ValueProblem:
        pass
    yield BAD_STATE.at(
        goal.place_of("state"),
        f"'{state}' is no state of a goal",
        "write 'open', or 'met', 'missed' or 'dropped' and the day",
        length=len(state),
    )


def _verb(commitment: Commitment) -> Iterator[Diagnostic]:
    strength = commitment.strength
    if commitment.track is Track.DESCRIPTIVE or strength in KNOWN:
        return
    near = nearest(strength, (each for each in KNOWN if len(each) > 2))
    if near and _is_slip(strength, near[0]):
        yield MISSPELT_VERB.at(
            commitment.place_of("strength"),
            f"'{strength}' is no verb that is known",
            f"did you mean '{near[0]}'?",
            length=len(strength),
        )


def _is_slip(word: str, known: str) -> bool:
    """Whether two words have the same letters but one, or the same letters in another order."""
    if sorted(word) == sorted(known):
        return True
    longer, shorter = (word, known) if len(word) >= len(known) else (known, word)
    if len(longer) - len(shorter) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    return longer[same + 1 :] == shorter[same + (len(longer) == len(shorter)) :]
