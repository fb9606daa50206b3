"""The laws that verdicts and applicability keep, whatever the content: the grammar's laws, on random small contents.

Three of them need a word on what they mean.

- *Taking away a commitment that is not in conflict never improves a verdict.* "Improves" is by the rank of
  :class:`Verdict`. A judgement names what it needs; if one of these goes, it is void. Where a judgement names a
  heading, it needs what stands below it, and cannot know of what no longer stands there: then its review goes stale,
  which is shown here as well.
- *Learning a fact never turns "applies" into "unknown".* To learn is to record, about the thing that the term is of, a
  fact of which nothing was recorded, dated no later than the day of the analysis, if dated at all. Recording that
  something is unknown, or a vaguer figure since a later day, is not learning. What does not apply stays settled, too,
  unless the fact corrects what was concluded without it: a default, or what the facts of the models say of a status
  that the developer then gives another account of.
- *Adding a mapping never removes another's gap*, except that of the obligation above it: the one that it is a way to
  satisfy, the one that it implements, the one to which it is another route, and the duty whose document it is an
  element of. The last follows from the table: a document duty is held down to "partly met" by an element that is not
  met, so that judging the element may lift the duty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.analyses import applicability, coverage
from compliance.analyses.applicability import Status
from compliance.analyses.coverage import Covered, Verdict
from compliance.graph import KnowledgeGraph
from compliance.model.identifiers import Identifier
from tests.analyses.small import ROLE, SOURCE, corpus_of, crosswalk, developer, graph_of, law, policy

AS_OF = date(2026, 3, 31)
BEARER = "- bearer: frontier developer\n"

ACT = law(
    ROLE,
    f"## § 2\n\n- duty: write it\n{BEARER}",
    f"### (1)\n\n- content: one\n{BEARER}",
    f"### (2)\n\n- content: two\n{BEARER}",
    f"## § 3\n\n- duty: choose\n{BEARER}- satisfied by: any of 3.1, 3.2",
    f"### (1)\n\n- duty: one way\n{BEARER}",
    f"### (2)\n\n- duty: other way\n{BEARER}",
    f"## § 4\n\n- prohibition: lie\n{BEARER}",
    f"## § 5\n\n- duty: report\n{BEARER}- on: discovery\n- due: within 15 days of discovery",
    f"### (1)\n\n- content: a date\n{BEARER}",
    f"## § 6\n\n- duty: try\n{BEARER}- strength: best efforts",
    "## § 7\n\n- alternative: try elsewhere\n- for: 6",
    f"## § 8\n\n- duty: be safe\n{BEARER}",
    f"## § 9\n\n- duty: register\n{BEARER}- applies: from 2027-01-01",
    f"## § 10\n\n- permission: redact\n{BEARER}",
)
CODE = law(
    f"## Measure 1\n\n- duty: assess\n{BEARER}- implements: us-zz/act#8",
    f"## Measure 2\n\n- duty: mitigate\n{BEARER}- implements: us-zz/act#8",
    name="Code",
    kind="code of practice",
)
TERMS = "# Terms\n\n- kind: terms\n\n## discovery\n\n- moment: it is discovered\n- of: incident\n"
JUDGED = (
    *(
        f"us-zz/act#{each}"
        for each in ("2", "2.1", "2.2", "3", "3.1", "3.2", "4", "5", "5.1", "6", "7", "8", "9", "10")
    ),
    "us-zz/code#measure-1",
    "us-zz/code#measure-2",
)
ABOVE = {
    "us-zz/act#2.1": {"us-zz/act#2"},
    "us-zz/act#2.2": {"us-zz/act#2"},
    "us-zz/act#3.1": {"us-zz/act#3"},
    "us-zz/act#3.2": {"us-zz/act#3"},
    "us-zz/act#5.1": {"us-zz/act#5"},
    "us-zz/act#7": {"us-zz/act#6"},
    "us-zz/code#measure-1": {"us-zz/act#8"},
    "us-zz/code#measure-2": {"us-zz/act#8"},
}
TRACKS = ("unilateral", "contingent", "recommendation", "goal", "descriptive")
STRENGTHS = ("will", "aims", "may", "may not", "maintains", "will strive", "should")


@dataclass(frozen=True)
class Promise:
    """A commitment: where it stands, its track and its verb."""

    policy: str
    number: int
    track: str
    strength: str

    @property
    def name(self) -> str:
        return f"acme/{self.policy}#{self.number}"


@dataclass(frozen=True)
class Judgement:
    """A section of a crosswalk."""

    policy: str
    obligation: str
    extent: str
    needs: tuple[str, ...]
    reviewed: bool = False


@dataclass(frozen=True)
class World:
    """A random content."""

    promises: tuple[Promise, ...]
    judgements: tuple[Judgement, ...]
    serves: tuple[str, ...]
    shown: tuple[tuple[str, bool], ...]
    incident: bool

    def files(self, *, prefix: str = "", backwards: bool = False) -> dict[str, str]:
        """The content's files; their names and the order of what stands in them may be turned."""
        step = -1 if backwards else 1
        files = {
            "frameworks/us-zz/act.md": ACT,
            "frameworks/us-zz/code.md": CODE,
            f"frameworks/{prefix or 'm'}-terms.md": TERMS,
            "frameworks/acme/developer.md": developer(*list(self._events())[::step]),
        }
        for one in ("first", "second"):
            serves = f"- serves: {', '.join(self.serves)}\n" if self.serves and one == "first" else ""
            sections = [
                f"## {each.number}\n\n- commitment: promise {each.number}\n- track: {each.track}\n"
                f"- strength: {each.strength}\n"
                for each in self.promises
                if each.policy == one
            ]
            files[f"frameworks/acme/{one}.md"] = policy(*sections[::step], name=one, fields=serves)
        for number, each in enumerate(self.judgements):
            document, _, pinpoint = each.obligation.partition("#")
            met_by = f"- met by: {', '.join(each.needs)}\n" if each.needs else ""
            reviewed = "- reviewed: 2026-03-01 by counsel, stamp 00000000\n" if each.reviewed else ""
            name = f"{prefix}{100 - number if backwards else number}"
            files[f"mappings/acme/{name}.md"] = crosswalk(
                f"acme/{each.policy}", document, f"## {pinpoint}\n\n{met_by}- extent: {each.extent}\n{reviewed}"
            )
        return files

    def _events(self) -> list[str]:
        found = [f"## [incident]\n\n- event: incident\n- discovery: 2026-03-01\n{SOURCE}"] if self.incident else []
        for number, (obligation, short) in enumerate(self.shown):
            level = "###" if obligation == "us-zz/act#5" and self.incident else "##"
            lacking = "- short of: something\n" if short else ""
            section = (
                f"{level} [evidence {number}]\n\n- evidence: a file\n- shows: {obligation}\n"
                f"- covers: from 2026-03-02\n{lacking}{SOURCE}"
            )
            if level == "###":
                found[0] += f"\n\n{section}"
            else:
                found.append(section)
        return found

    def analyse(self) -> dict[Identifier, Covered]:
        """The verdicts, by obligation."""
        return verdicts(graph_of(self.files()))


def verdicts(graph: KnowledgeGraph) -> dict[Identifier, Covered]:
    """The verdicts, by obligation."""
    return {each.obligation.identifier: each for each in coverage.analyse(graph, "acme", AS_OF)}


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Contents with up to five promises in two policies, up to six judgements, and some evidence."""
    promises = tuple(
        Promise(draw(st.sampled_from(("first", "second"))), number, draw(st.sampled_from(TRACKS)), strength)
        for number, strength in enumerate(draw(st.lists(st.sampled_from(STRENGTHS), max_size=5)), 1)
    )
    judgements = draw(st.lists(judgement_of(promises), max_size=6))
    return World(
        promises,
        tuple(judgements),
        tuple(draw(st.lists(st.sampled_from(("us-zz/act#2", "us-zz/act#5")), unique=True))),
        tuple(
            draw(st.lists(st.tuples(st.sampled_from(JUDGED[:-4]), st.sampled_from((False, False, True))), max_size=4))
        ),
        draw(st.booleans()),
    )


@st.composite
def judgement_of(draw: st.DrawFn, promises: tuple[Promise, ...]) -> Judgement:
    """A judgement that needs some of the promises."""
    names = [each.name for each in promises]
    needs = tuple(draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))) if names else ()
    extent = draw(st.sampled_from(("full", "full", "partial", "none", "conflict"))) if needs else "none"
    return Judgement(
        draw(st.sampled_from(("first", "second"))),
        draw(st.sampled_from(JUDGED)),
        extent,
        () if extent == "none" else needs,
        draw(st.booleans()),
    )


def rank(covered: Covered) -> int:
    """How good a verdict is."""
    return covered.verdict.rank if covered.verdict is not None else -1


@settings(max_examples=30, deadline=None)
@given(worlds())
def test_verdicts_are_total(world: World) -> None:
    """Every obligation that applies, will or may apply has a verdict, and at least one reason for it."""
    found = world.analyse()
    obligations = {each for each in JUDGED if each not in ("us-zz/act#7", "us-zz/act#10")}

    assert obligations <= set(found)
    for each in found.values():
        assert (each.verdict is not None) == each.applicability.counts
        assert each.verdict is None or each.because
        assert each.applicability.because


@settings(max_examples=40, deadline=None)
@given(worlds().filter(lambda world: bool(world.promises)), st.data())
def test_taking_a_commitment_away_improves_nothing(world: World, data: st.DataObject) -> None:
    """Without a commitment that is not in conflict, no verdict is better than with it."""
    gone = data.draw(st.sampled_from(world.promises))
    if any(each.extent == "conflict" and gone.name in each.needs for each in world.judgements):
        return
    with_it, files = world.analyse(), world.files()
    files.update(replace(world, promises=tuple(each for each in world.promises if each != gone)).files())
    without = verdicts(graph_of(files))

    assert {name: each.verdict for name, each in without.items() if rank(each) > rank(with_it[name])} == {}


def test_taking_a_commitment_from_a_heading_makes_the_review_stale() -> None:
    """A judgement that needs a whole heading is void only when nothing is left of it; until then its stamp tells."""
    act = law(ROLE, f"## § 2\n\n- duty: act\n{BEARER}")
    one = "### (1)\n\n- commitment: plan\n- track: unilateral\n- strength: plan"
    two = "### (2)\n\n- commitment: act\n- track: unilateral\n- strength: will"
    both, left = (policy("## 1 Both", *each) for each in ((one, two), (two,)))
    files = {
        "frameworks/us-zz/act.md": act,
        "frameworks/acme/developer.md": developer(),
        "mappings/acme/act.md": crosswalk("acme/first", "us-zz/act", "## 2\n\n- met by: 1\n- extent: full"),
    }
    before, after = (corpus_of({**files, "frameworks/acme/first.md": each}) for each in (both, left))

    assert before.stamp_of(before.mappings[0]) != after.stamp_of(after.mappings[0])
    assert verdicts(KnowledgeGraph(before))["us-zz/act#2"].verdict is Verdict.PLANNED


@settings(max_examples=40, deadline=None)
@given(worlds(), st.data())
def test_a_mapping_removes_no_other_gap(world: World, data: st.DataObject) -> None:
    """A further judgement leaves every other gap open, but for those of the obligations above it."""
    more = data.draw(judgement_of(world.promises))
    before = world.analyse()
    after = replace(world, judgements=(*world.judgements, more)).analyse()
    allowed = {more.obligation, *ABOVE.get(more.obligation, ())}
    closed = {name for name, each in before.items() if each.is_gap and not (name in after and after[name].is_gap)}

    assert closed <= allowed


@settings(max_examples=10, deadline=None)
@given(worlds(), st.sampled_from(("equal", "subset", "superset", "intersects")))
def test_a_comparison_changes_no_verdict(world: World, relation: str) -> None:
    """How two laws relate says nothing about a developer."""
    comparison = (
        "# Comparison\n\n- kind: comparison\n- instruments: us-zz/act, us-zz/code\n\n"
        f"## 8\n\n- against: us-zz/code#measure-1\n- relation: {relation}\n- differs: the words\n"
    )
    files = world.files()

    assert told(graph_of(files)) == told(graph_of({**files, "mappings/us-zz/comparison.md": comparison}))


@settings(max_examples=30, deadline=None)
@given(worlds())
def test_the_order_of_files_changes_nothing(world: World) -> None:
    """Files of other names, read in another order, and sections the other way round give the same results."""
    forwards, backwards = world.files(prefix="a"), world.files(prefix="z", backwards=True)

    assert told(graph_of(forwards)) == told(graph_of(backwards))


def told(graph: KnowledgeGraph) -> dict[Identifier, tuple[object, ...]]:
    """What is told of each obligation."""
    return {
        name: (each.verdict, each.applicability.words, tuple(sorted(each.flags)), each.is_gap)
        for name, each in verdicts(graph).items()
    }


# -- facts -------------------------------------------------------------------------------------------------------

FACT_TERMS = """\
# Terms

- kind: terms

## size

- fact: operations
- of: model
- value: operations

## broad

- fact: broad
- of: model
- value: yes or no

## revenue

- fact: revenue
- of: developer
- value: money by calendar year

## signed

- fact: signed
- of: entity
- value: yes or no

## academic

- fact: academic
- of: developer
- value: yes or no
- default: no

## good faith

- fact: good faith
- of: statement
- value: yes or no
"""
FACT_LAW = law(
    "## § 1\n\n- role: frontier developer\n- of: developer\n- means: m\n- when: some model is a big model",
    "## § 2\n\n- definition: big model\n- of: model\n- means: m\n- when: broad and size > 10^26 operations",
    "## § 3\n\n- role: large one\n- of: developer\n- means: m\n"
    "- when: frontier developer and revenue > 500000000 USD in the preceding calendar year",
    f"## § 4\n\n- duty: one\n{BEARER}",
    "## § 5\n\n- duty: two\n- bearer: large one",
    f"## § 6\n\n- duty: three\n{BEARER}- when: signed",
    f"## § 7\n\n- duty: four\n{BEARER}- unless: academic",
    f"## § 8\n\n- duty: five\n{BEARER}- when: every model is a big model or good faith",
    f"## § 9\n\n- duty: six\n{BEARER}- when: not signed",
    "## § 10\n\n- exemption: the academic\n- when: academic\n- for: 4",
    "## § 11\n\n- exemption: the signed, for now\n- when: signed\n- for: 5\n- applies: until 2027-01-01",
)
FACTS = {
    ("developer", "revenue"): ("600000000 USD in 2025", "500000000 USD in 2025", "> 500000000 USD in 2025"),
    ("developer", "academic"): ("yes", "no", "yes since 2026-01-01"),
    ("developer", "us-zz/act#1"): ("yes", "no"),
    ("developer", "us-zz/act#3"): ("yes since 2026-01-01", "no"),
    ("one", "size"): ("> 10^26 operations", "10^26 operations", "at least 10^25 and at most 10^27 operations"),
    ("one", "broad"): ("yes", "no", "yes since 2026-02-01"),
    ("two", "size"): ("> 10^26 operations", "5e24 operations"),
    ("two", "broad"): ("yes", "no"),
    ("ireland", "signed"): ("yes", "no since 2025-08-01"),
    ("pbc", "signed"): ("yes", "no"),
}


def with_facts(facts: dict[tuple[str, str], str]) -> KnowledgeGraph:
    """The graph of a developer with two entities, two models and these facts."""

    def lines(about: str) -> str:
        return "".join(f"- {name}: {value}\n" for (subject, name), value in facts.items() if subject == about)

    text = f"# Acme\n\n- kind: developer\n\n## [facts]\n\n{lines('developer')}{SOURCE}\n\n"
    text += "".join(f"## [{each}]\n\n- entity: {each}\n{lines(each)}{SOURCE}\n\n" for each in ("pbc", "ireland"))
    text += "".join(f"## [{each}]\n\n- model: {each}\n{lines(each)}{SOURCE}\n\n" for each in ("one", "two"))
    return graph_of(
        {
            "frameworks/us-zz/act.md": FACT_LAW,
            "frameworks/terms.md": FACT_TERMS,
            "frameworks/acme/developer.md": text,
        }
    )


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_learning_a_fact_unsettles_nothing(data: st.DataObject) -> None:
    """What applied, or did not, never becomes unknown once more is known."""
    known = data.draw(st.lists(st.sampled_from(sorted(FACTS)), unique=True))
    values = {each: data.draw(st.sampled_from(FACTS[each])) for each in known}
    if not (others := sorted(set(FACTS) - set(known))):
        return
    learned = data.draw(st.sampled_from(others))
    before = applicability.analyse(with_facts(values), "acme", AS_OF)
    values[learned] = data.draw(st.sampled_from(FACTS[learned]))
    after = {each.obligation: each for each in applicability.analyse(with_facts(values), "acme", AS_OF)}
    settled = {Status.APPLIES, Status.NOT_YET, Status.NO_LONGER}
    if "#" not in learned[1] and learned[1] != "academic":
        settled.add(Status.DOES_NOT_APPLY)
    unsettled = {
        each.obligation: after[each.obligation].words
        for each in before
        if each.status in settled
        and not each.is_uncertain
        and (after[each.obligation].status is Status.UNKNOWN or after[each.obligation].is_uncertain)
    }

    assert unsettled == {}
