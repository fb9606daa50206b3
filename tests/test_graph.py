"""The named questions that the analyses ask of the graph, on the shipped catalogs and on small contents."""

from __future__ import annotations

from datetime import date

import pytest

from compliance.analyses import coverage
from compliance.content.reading import load
from compliance.graph import KnowledgeGraph
from compliance.model.identifiers import Identifier
from compliance.model.instruments import Provision
from tests.analyses.small import ROLE, crosswalk, developer, graph_of, law, policy

SB_53 = "us-ca/sb-53"
_DAY = date(2026, 3, 31)
BEARER = "- bearer: frontier developer\n"


@pytest.fixture(scope="module")
def shipped() -> KnowledgeGraph:
    """The graph of the shipped catalogs."""
    return KnowledgeGraph(load().corpus)


def named(*pinpoints: str) -> tuple[Identifier, ...]:
    """Identifiers of SB 53."""
    return tuple(f"{SB_53}#{each}" for each in pinpoints)


def ids(provisions: tuple[Provision, ...]) -> tuple[Identifier, ...]:
    """The identifiers of provisions."""
    return tuple(each.identifier for each in provisions)


def provision(graph: KnowledgeGraph, pinpoint: str) -> Provision:
    """A provision of SB 53."""
    return graph.corpus.provisions[f"{SB_53}#{pinpoint}"]


# -- the shipped catalogs ----------------------------------------------------------------------------------------


def test_the_ten_matters_are_contents_of_the_written_framework(shipped: KnowledgeGraph) -> None:
    """§ 22757.12(a)(1) to (10) are what the written document must say, in order, and (10) comes after (9)."""
    contents = shipped.contents_of(f"{SB_53}#22757.12.a.write")

    assert ids(contents) == named(*(f"22757.12.a.{number}" for number in range(1, 11)))
    assert {shipped.duty_of(each.identifier) for each in contents} == {provision(shipped, "22757.12.a.write")}


@pytest.mark.parametrize("verb", ["implement", "comply", "publish"])
def test_the_other_three_verbs_have_no_contents(shipped: KnowledgeGraph, verb: str) -> None:
    """The ten matters are not counted once for each verb."""
    assert shipped.contents_of(f"{SB_53}#22757.12.a.{verb}") == ()


def test_contents_that_stand_under_another_heading(shipped: KnowledgeGraph) -> None:
    """§ 22757.13(a)(1) to (4) stand under a duty of the office, and are contents of the report of (c)(1)."""
    assert ids(shipped.contents_of(f"{SB_53}#22757.13.c.1")) == named(
        *(f"22757.13.a.{number}" for number in range(1, 5))
    )
    assert shipped.contents_of(f"{SB_53}#22757.13.a") == ()


def test_penalties_reach_every_duty_below_a_reference(shipped: KnowledgeGraph) -> None:
    """The head for false statements names § 22757.12(e), and reaches the prohibitions two levels below."""
    for pinpoint in ("22757.12.e.1.a", "22757.12.e.1.b"):
        assert f"{SB_53}#22757.15.a.statements" in ids(shipped.penalties_for(f"{SB_53}#{pinpoint}"))


def test_penalties_do_not_reach_beyond_their_reference(shipped: KnowledgeGraph) -> None:
    """No penalty of the chapter is for the Labor Code, and none of (e) is for (f)."""
    assert shipped.penalties_for(f"{SB_53}#1107.1.a.no-gag") == ()
    assert f"{SB_53}#22757.15.a.statements" not in ids(shipped.penalties_for(f"{SB_53}#22757.12.f.1.only"))


def test_options(shipped: KnowledgeGraph) -> None:
    """The notice of § 1107.1(d) may be given in either of two ways, which are options and it is none."""
    assert ids(shipped.options_of(f"{SB_53}#1107.1.d")) == named("1107.1.d.1", "1107.1.d.2")
    assert [shipped.is_option(each) for each in named("1107.1.d", "1107.1.d.1", "1107.1.d.2")] == [False, True, True]


def test_exemptions_and_alternatives(shipped: KnowledgeGraph) -> None:
    """An exemption for a subdivision reaches what stands below; one "for all" reaches the whole act."""
    for_statements = ids(shipped.exemptions_from(f"{SB_53}#22757.12.e.1.a"))

    assert named("22757.12.e.2", "5.d", "5.e") == for_statements
    assert named("5.d", "5.e") == ids(shipped.exemptions_from(f"{SB_53}#22757.12.a.write"))
    assert f"{SB_53}#22757.12.c.3" in ids(shipped.alternatives_to(f"{SB_53}#22757.12.c.1"))
    assert f"{SB_53}#22757.13.i.2.a" in ids(shipped.alternatives_to(f"{SB_53}#22757.13.c.1"))


def test_the_labor_code_has_its_own_catastrophic_risk(shipped: KnowledgeGraph) -> None:
    """A term is looked up in its own code: Lab. Code § 1107(a), of any foundation model, and not § 22757.11(c)."""
    behind = ids(shipped.definitions_behind(provision(shipped, "1107.1.e.1.channel")))

    assert f"{SB_53}#1107.a.1" in behind
    assert f"{SB_53}#22757.11.c.1" not in behind


def test_the_other_code_has_its_own_too(shipped: KnowledgeGraph) -> None:
    """What § 22757.12(a)(2) rests on is § 22757.11(c), and through it the frontier model."""
    behind = ids(shipped.definitions_behind(provision(shipped, "22757.12.a.2")))

    assert {*named("22757.11.c.1", "22757.11.i.1", "22757.11.j", "22757.11.h")} <= set(behind)
    assert f"{SB_53}#1107.a.1" not in behind


def test_definitions_taken_over_by_reference(shipped: KnowledgeGraph) -> None:
    """The Labor Code takes over three terms of the other code, and they are resolved there."""
    pairs = {"1107.d": "22757.11.f", "1107.e": "22757.11.h", "1107.f": "22757.11.j"}

    assert {each: shipped.resolved(provision(shipped, each)).identifier.partition("#")[2] for each in pairs} == pairs


def test_definition_lookup(shipped: KnowledgeGraph) -> None:
    """A bearer's role is that of its own code; a word that no code defines means nothing."""
    labor = shipped.definition_of("frontier developer", provision(shipped, "1107.1.b"))
    business = shipped.definition_of("frontier developer", provision(shipped, "22757.12.c.1"))

    assert labor == provision(shipped, "1107.e")
    assert business == provision(shipped, "22757.11.h")
    assert shipped.definition_of("model of the year", provision(shipped, "1107.1.b")) is None


def test_what_a_definition_affects(shipped: KnowledgeGraph) -> None:
    """A change to "frontier model" reaches every developer's duty, also those of the other code."""
    affected = set(shipped.affected_by(f"{SB_53}#22757.11.i.1"))

    assert {*named("22757.11.h", "22757.11.j", "1107.e", "22757.12.a.write", "22757.13.c.1", "1107.1.b")} <= affected
    assert f"{SB_53}#11546.8.c" not in affected


def test_obligations_are_those_that_developers_bear(shipped: KnowledgeGraph) -> None:
    """Duties of offices and permissions are none; every obligation is borne by a role; all stand in reading order."""
    obligations = shipped.obligations([SB_53])

    assert {"22757.14.a.assess", "22757.13.a", "22757.12.c.4"}.isdisjoint(
        each.identifier.partition("#")[2] for each in obligations
    )
    assert all(shipped.roles_bound(each) for each in obligations)
    assert [each.order for each in obligations] == sorted(each.order for each in obligations)
    assert shipped.obligations(["us-ny/none"]) == ()


def test_commitments_by_topic(shipped: KnowledgeGraph) -> None:
    """A topic leads to the commitments that are filed under it."""
    found = shipped.commitments_on("governance")

    assert found
    assert all("governance" in each.topics for each in found)
    assert shipped.commitments_on("no such topic") == ()


def test_unknown_things_have_no_links(shipped: KnowledgeGraph) -> None:
    """Asking after what does not exist gives nothing, and does not fail."""
    assert shipped.affected_by("us-ca/none#1") == ()
    assert shipped.penalties_for("us-ca/none#1") == ()
    assert shipped.mappings_of("us-ca/none#1") == ()
    assert not shipped.is_option("us-ca/none#1")


def test_links_come_in_a_fixed_order(shipped: KnowledgeGraph) -> None:
    """The links are sorted, none stands twice, and a second graph of the same corpus has the same."""
    links = list(shipped.links())

    assert links == sorted(set(links))
    assert links == list(KnowledgeGraph(shipped.corpus).links())


# -- small contents ----------------------------------------------------------------------------------------------


def test_a_name_means_what_the_nearest_text_says() -> None:
    """Own code first, then the instrument, then the jurisdiction; never another jurisdiction."""
    two_codes = law(
        "## Code one\n\n- cite as: One § …",
        "### § 1\n\n- role: signatory\n- of: developer\n- means: of code one",
        "### § 2\n\n- duty: two\n- bearer: signatory",
        "## Code two\n\n- cite as: Two § …",
        "### § 3\n\n- duty: three\n- bearer: signatory",
    )
    neighbour = law("## § 1\n\n- duty: one\n- bearer: signatory", name="Neighbour")
    abroad = law("## § 1\n\n- duty: one\n- bearer: signatory", name="Abroad").replace("us-zz", "us-yy")
    own = law(
        "## § 1\n\n- role: signatory\n- of: developer\n- means: its own",
        "## § 2\n\n- duty: two\n- bearer: signatory",
        name="Own",
    )
    graph = graph_of(
        {
            "frameworks/us-zz/act.md": two_codes,
            "frameworks/us-zz/neighbour.md": neighbour,
            "frameworks/us-yy/abroad.md": abroad,
            "frameworks/us-zz/own.md": own,
        }
    )

    def meant(identifier: Identifier) -> Identifier:
        found = graph.definition_of("signatory", graph.corpus.provisions[identifier])
        return found.identifier if found else ""

    assert {each: meant(each) for each in graph.corpus.provisions if "duty" in graph.corpus.provisions[each].kind} == {
        "us-zz/act#2": "us-zz/act#1",
        "us-zz/act#3": "us-zz/act#1",
        "us-zz/neighbour#1": "us-zz/act#1",
        "us-yy/abroad#1": "",
        "us-zz/own#2": "us-zz/own#1",
    }


def test_a_judgement_speaks_of_the_provision_that_it_names() -> None:
    """A section for a duty judges that duty and not its elements; one for a mere heading judges all below it."""
    graph = graph_of(
        {
            "frameworks/us-zz/act.md": law(
                ROLE,
                f"## § 2\n\n- duty: write it\n{BEARER}",
                f"### (1)\n\n- content: one\n{BEARER}",
                f"## § 3\n\n{BEARER}",
                "### (1)\n\n- duty: one",
                "### (2)\n\n- duty: two",
            ),
            "frameworks/acme/developer.md": developer(),
            "frameworks/acme/policy.md": policy(),
            "mappings/acme/act.md": crosswalk("acme/policy", "us-zz/act", *_none("2", "3")),
        }
    )
    judged = {each: bool(graph.mappings_of(each)) for each in graph.corpus.provisions}

    assert judged == {
        "us-zz/act#1": False, "us-zz/act#2": True, "us-zz/act#2.1": False, "us-zz/act#3.1": True, "us-zz/act#3.2": True,
    }  # fmt: skip


def _none(*pinpoints: str) -> list[str]:
    return [f"## {each}\n\n- extent: none" for each in pinpoints]


def test_needs_and_helpers_of_a_judgement() -> None:
    """A reference to a heading means what stands below it; what helps is not needed; both know their judgement."""
    commitment = "### ({})\n\n- commitment: do it\n- track: unilateral\n- strength: will"
    graph = graph_of(
        {
            "frameworks/us-zz/act.md": law(ROLE, f"## § 2\n\n- duty: do it\n{BEARER}"),
            "frameworks/acme/developer.md": developer(),
            "frameworks/acme/policy.md": policy(
                "## 1 One", commitment.format("a"), commitment.format("b"), "## 2 Two", commitment.format("a")
            ),
            "mappings/acme/act.md": crosswalk(
                "acme/policy", "us-zz/act", "## 2\n\n- met by: 1\n- helped by: 2.a\n- extent: full"
            ),
        }
    )
    mapping = graph.corpus.mappings[0]

    assert graph.needs_of(mapping) == ("acme/policy#1.a", "acme/policy#1.b")
    assert graph.helpers_of(mapping) == ("acme/policy#2.a",)
    assert graph.judgements_using("acme/policy#1.b") == graph.judgements_using("acme/policy#2.a") == (mapping,)
    assert mapping.identifier in graph.affected_by("acme/policy#1.a")
    assert mapping.identifier in graph.affected_by("us-zz/act#2")


def test_evidence_and_serving_policies() -> None:
    """Evidence for a heading speaks to all below it; a policy that serves a heading serves all below it."""
    graph = graph_of(
        {
            "frameworks/us-zz/act.md": law(
                ROLE, f"## § 2\n\n- duty: write it\n{BEARER}", f"### (1)\n\n- content: one\n{BEARER}"
            ),
            "frameworks/acme/developer.md": developer(
                "## [file]\n\n- evidence: it\n- shows: us-zz/act#2\n- covers: 2026-02-01\n"
                "- source: <https://example.org/>, retrieved 2026-03-01"
            ),
            "frameworks/acme/policy.md": policy(fields="- serves: us-zz/act#2\n"),
        }
    )

    for identifier in ("us-zz/act#2", "us-zz/act#2.1"):
        assert [each.identifier for each in graph.evidence_for(identifier)] == ["acme/developer#file"]
        assert [each.identifier for each in graph.policies_serving(identifier)] == ["acme/policy"]
    assert graph.evidence_for("us-zz/act#1") == ()


def test_measures_that_implement_an_article() -> None:
    """An article is reached from the measures that serve it, and from nothing else."""
    graph = graph_of(
        {
            "frameworks/us-zz/act.md": law(
                ROLE, f"## § 2\n\n- duty: two\n{BEARER}", f"## § 3\n\n- duty: three\n{BEARER}"
            ),
            "frameworks/us-zz/code.md": law(
                f"## Measure 1\n\n- duty: one\n{BEARER}- implements: us-zz/act#2", name="Code", kind="code of practice"
            ),
        }
    )

    assert ids(graph.implementing("us-zz/act#2")) == ("us-zz/code#measure-1",)
    assert graph.implementing("us-zz/act#3") == ()


def test_cycles_do_not_hang() -> None:
    """Terms that take each other over, rest on each other, or are each other's option come to an end, with verdicts."""
    graph = graph_of(
        {
            "frameworks/us-zz/act.md": law(
                ROLE,
                "## § 2\n\n- definition: first thing\n- of: model\n- same as: 3",
                "## § 3\n\n- definition: second thing\n- of: model\n- same as: 2",
                "## § 4\n\n- definition: third thing\n- of: model\n- means: m\n- when: fourth thing",
                "## § 5\n\n- definition: fourth thing\n- of: model\n- means: m\n- when: third thing",
                f"## § 6\n\n- duty: six\n{BEARER}- satisfied by: any of 7\n- when: first thing",
                f"## § 7\n\n- duty: seven\n{BEARER}- satisfied by: any of 6\n- when: third thing",
                f"## § 8\n\n- duty: eight\n{BEARER}- rests on: 9",
                "## § 9\n\n- definition: fifth thing\n- of: model\n- means: m\n- rests on: 8",
            ),
            "frameworks/acme/developer.md": developer(
                "## [model]\n\n- model: one\n- source: <https://example.org/>, retrieved 2026-03-01"
            ),
        }
    )
    one = graph.corpus.provisions["us-zz/act#2"]

    assert graph.resolved(one).identifier in ("us-zz/act#2", "us-zz/act#3")
    assert ids(graph.definitions_behind(graph.corpus.provisions["us-zz/act#8"])) == ("us-zz/act#1", "us-zz/act#9")
    assert "us-zz/act#8" in graph.affected_by("us-zz/act#9")
    found = coverage.analyse(graph, "acme", _DAY)
    assert [each.applicability.status for each in found if each.obligation.identifier != "us-zz/act#8"] == [
        "unknown"
    ] * 2


def test_versions_stand_beside_each_other() -> None:
    """A reference to a subdivision means every version of it; a judgement of the old wording does not judge the new."""
    graph = graph_of(
        {
            "frameworks/us-zz/act.md": law(
                ROLE,
                f"## § 2\n\n- duty: old\n{BEARER}- in force: from 2026-01-01 until 2026-07-27",
                f"## § 2\n\n- duty: new\n{BEARER}- in force: from 2026-07-27",
                "## § 3\n\n- penalty: pay\n- bearer: frontier developer\n- for: 2\n- amount: up to 100 USD",
            ),
            "frameworks/acme/developer.md": developer(),
            "frameworks/acme/policy.md": policy(),
            "mappings/acme/act.md": crosswalk("acme/policy", "us-zz/act", *_none("2")),
        }
    )
    old, new = "us-zz/act#2", "us-zz/act#2@2026-07-27"

    assert ids(graph.penalties_for(old)) == ids(graph.penalties_for(new)) == ("us-zz/act#3",)
    assert (len(graph.mappings_of(old)), len(graph.mappings_of(new))) == (1, 0)
