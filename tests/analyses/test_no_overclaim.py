"""Ways in which a verdict could come out better than the record bears out, and does not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from compliance.analyses import coverage
from tests.analyses.small import ROLE, crosswalk, developer, graph_of, law, policy

BEARER = "- bearer: frontier developer\n"
PROMISE = "## 1\n\n- commitment: Acme will do it\n- track: unilateral\n- strength: will"
DUTY = f"## § 2\n\n- duty: do it\n{BEARER}"


def verdict(files: Mapping[str, str], obligation: str = "us-zz/act#2") -> str:
    """What is said of an obligation on 31 March 2026."""
    found = coverage.analyse(graph_of(files), "acme", date(2026, 3, 31))
    return str({each.obligation.identifier: each for each in found}[obligation].verdict)


def files(
    *, act: str, acme: str = "", promise: str = PROMISE, judged: str = "## 2\n\n- met by: 1\n- extent: full"
) -> dict[str, str]:
    """Acme's content against an invented act."""
    return {
        "frameworks/us-zz/act.md": act,
        "frameworks/acme/developer.md": acme or developer(),
        "frameworks/acme/policy.md": policy(promise),
        "mappings/acme/act.md": crosswalk("acme/policy", "us-zz/act", judged),
    }


def test_a_plain_promise_is_stated() -> None:
    """The base of the others: a promise without evidence is stated."""
    assert verdict(files(act=law(ROLE, DUTY))) == "stated"


def test_a_refusal_is_no_promise() -> None:
    """ "Does not" promises nothing."""
    assert (
        verdict(files(act=law(ROLE, DUTY), promise=PROMISE.replace("strength: will", "strength: does not")))
        == "not met"
    )


def test_what_has_ended_does_not_count() -> None:
    """A promise with days of its own that are over is void, whatever the policy's days are."""
    ended = PROMISE + "\n- in force: until 2026-02-01"

    assert verdict(files(act=law(ROLE, DUTY), promise=ended)) == "not assessed"


def test_an_unbroken_prohibition_does_not_show_that_a_duty_was_done() -> None:
    """A prohibition among the options of a duty does not satisfy it by nobody's breaking it."""
    act = law(
        ROLE,
        f"## § 2\n\n- duty: do either\n{BEARER}- satisfied by: any of 3, 4",
        f"## § 3\n\n- duty: do it\n{BEARER}",
        f"## § 4\n\n- prohibition: do the other\n{BEARER}",
    )

    assert verdict(files(act=act, judged="## 2\n\n- extent: none")) == "not met"


def test_a_fixed_day_that_was_missed_is_a_breach() -> None:
    """What was due by a day and is dated later was late."""
    act = law(ROLE, DUTY + "- due: by 2026-02-01\n")
    late = """## [filing] Filing

- event: filing
- source: <https://example.org/>, retrieved 2026-03-01

### [proof] Proof

- evidence: it was done
- shows: us-zz/act#2
- covers: 2026-02-20
- source: <https://example.org/>, retrieved 2026-03-01
"""

    assert verdict(files(act=act, acme=developer(late))) == "breached"
