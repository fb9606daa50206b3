"""What verbs are worth: no refusal, reservation, hedge or intention passes for a promise."""

import pytest

from compliance.model.strengths import Force, force_of

VERBS = {
    Force.PROMISE: [
        "will", "shall", "commit", "are committed to", "require", "maintains", "keeps", "publishes", "use", "will not",
        "may not", "must not",
    ],
    Force.EFFORT: ["best efforts", "on a best-efforts basis", "strives", "will use best efforts", "significant effort"],
    Force.PLAN: [
        "aims", "is planning to", "planned", "intended", "is expected to", "is exploring", "is considering",
        "commit to try", "working toward", "will work towards", "trying", "will look to", "ought to", "will typically",
        "will generally", "will, where practicable", "try to work toward",
    ],
    Force.NOTHING: [
        "may", "can", "hoped", "does not", "do not promise", "will not commit", "need not", "is not required to",
        "no longer will", "reserves the right to", "is able to", "believes", "encourage", "recommends", "prefers",
        "cannot commit", "will not necessarily",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("force", "verb"), [(force, verb) for force, verbs in VERBS.items() for verb in verbs])
def test_force(force: Force, verb: str) -> None:
    """Each verb, in whatever person or tense, is sorted by what it says of the speaker's own conduct."""
    assert force_of(verb) is force
