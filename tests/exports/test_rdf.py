"""RDF: one graph in every syntax, whoever reads it, and nothing changed on the way."""

import hashlib
import os
import re
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.diagnostics import ComplianceError
from compliance.exports import rdf
from compliance.exports._statements import PREFIXES, describe, web_iri
from compliance.model.corpus import Corpus
from tests.exports.sample import SMALL, corpus_of, write_files
from tests.tools import ROOT, need

ONE_GRAPH = [name for name in rdf.FORMATS if not name.endswith("-by-document")]
BY_DOCUMENT = [name for name in rdf.FORMATS if name.endswith("-by-document")]
SYNTAX = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
DURATION = ox.NamedNode("http://www.w3.org/2001/XMLSchema#duration")


def canonical_hash_by_hand(graph: rdflib.Graph) -> str:
    """RDFC-1.0 of a graph without blank nodes, from the words of the recommendation and nothing else."""

    def escaped(text: str) -> str:
        short = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
        return "".join(
            short.get(each) or (f"\\u{ord(each):04X}" if ord(each) < 32 or ord(each) == 127 else each) for each in text
        )

    def term(value: rdflib.term.Node) -> str:
        if isinstance(value, rdflib.Literal):
            return f'"{escaped(str(value))}"' + (f"^^<{value.datatype}>" if value.datatype else "")
        return f"<{value}>"

    lines = sorted(f"{term(s)} {term(p)} {term(o)} .\n" for s, p, o in graph)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


WRITTEN: dict[tuple[int, str], bytes] = {}


def written(corpus: Corpus, name: str = "turtle") -> bytes:
    """The corpus in a format, written once; for the corpora that live as long as the tests."""
    key = (id(corpus), name)
    if key not in WRITTEN:
        WRITTEN[key] = rdf.write(corpus, format=name)
    return WRITTEN[key]


@pytest.fixture
def exact_literals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps rdflib from rewriting literals: it takes 72 hours for three days."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def by_rdflib(data: bytes, name: str) -> rdflib.Graph:
    """What rdflib reads, all graphs together."""
    found = rdflib.Graph()
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # rdflib warns of itself
        if name not in ("nquads", "trig"):
            return found.parse(data=data, format=RDFLIB[name])
        dataset = rdflib.Dataset(default_union=True).parse(data=data, format=RDFLIB[name])
        for triple in dataset.triples((None, None, None)):
            found.add(triple)
    return found


def by_rapper(data: bytes, name: str, folder: Path) -> bytes:
    """The statements that raptor finds, as N-Triples; it has no reader of JSON-LD."""
    path = folder / "graph"
    path.write_bytes(data)
    command = [need("rapper"), "-q", "-i", name.partition("-")[0], "-o", "ntriples", str(path), "https://x.example/"]
    done = subprocess.run(command, check=False, capture_output=True)

    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


# -- one graph -------------------------------------------------------------------------------------------------------


def test_every_format_has_one_hash(corpus: Corpus) -> None:
    """The hash that pyoxigraph computes is equal, whatever the syntax."""
    hashes = {name: rdf.canonical_hash(written(corpus, name), format=name) for name in ONE_GRAPH}

    assert len(set(hashes.values())) == 1, hashes


def test_the_hash_is_that_of_the_recommendation(corpus: Corpus, exact_literals: None) -> None:
    """Canonical N-Quads written by hand from what rdflib reads have the same hash, and so has the file itself."""
    data = written(corpus, "nquads")
    expected = canonical_hash_by_hand(by_rdflib(data, "nquads"))

    assert expected == rdf.canonical_hash(data, format="nquads")
    assert expected == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", ONE_GRAPH)
def test_rdflib_reads_the_same_graph(name: str, corpus: Corpus, exact_literals: None) -> None:
    expected = rdf.canonical_hash(written(corpus, "turtle"), format="turtle")

    assert expected == canonical_hash_by_hand(by_rdflib(written(corpus, name), name))


@pytest.mark.parametrize("name", [each for each in rdf.FORMATS if each != "jsonld"])
def test_rapper_reads_the_same_graph(name: str, corpus: Corpus, tmp_path: Path) -> None:
    expected = rdf.canonical_hash(written(corpus, "turtle"), format="turtle")
    found = by_rapper(written(corpus, name), name, tmp_path)

    assert expected == rdf.canonical_hash(found, format="ntriples")


@pytest.mark.parametrize("name", BY_DOCUMENT)
def test_graphs_by_document_join_to_the_same_graph(name: str, corpus: Corpus) -> None:
    """Each document is a graph, and their union has the hash of the one graph."""
    data = written(corpus, name)
    graphs = {str(quad.graph_name) for quad in ox.parse(data, format=SYNTAX[name.partition("-")[0]])}
    documents = {each.removeprefix("<").removesuffix(">") for each in graphs} - {"DEFAULT"}

    assert {f"https://w3id.org/frontier-compliance/{each}" for each in corpus.instruments} <= documents
    assert rdf.canonical_hash(written(corpus), format="turtle") == rdf.canonical_hash(data, format=name, merged=True)
    assert rdf.canonical_hash(written(corpus), format="turtle") != rdf.canonical_hash(data, format=name)


@pytest.mark.parametrize("name", rdf.FORMATS)
def test_there_are_no_blank_nodes(name: str, corpus: Corpus) -> None:
    quads = ox.parse(written(corpus, name), format=SYNTAX[name.partition("-")[0]])

    assert not [quad for quad in quads if any(isinstance(term, ox.BlankNode) for term in quad)]


def test_the_hash_tells_a_changed_graph(sample: Corpus) -> None:
    data = rdf.write(sample, format="turtle")
    changed = data.replace(b"PT72H", b"PT71H")

    assert rdf.canonical_hash(data, format="turtle") != rdf.canonical_hash(changed, format="turtle")


def test_what_is_not_in_the_format_has_no_hash() -> None:
    with pytest.raises(ComplianceError, match="this is not turtle"):
        rdf.canonical_hash(b"Dear counsel,", format="turtle")


# -- bytes -----------------------------------------------------------------------------------------------------------

HASHES = """\
import hashlib, sys
from compliance.content.reading import load
from compliance.exports import json, rdf
corpus = load([sys.argv[1]], shipped=False).corpus
for module in (json, rdf):
    for name in module.FORMATS:
        print(name, hashlib.sha256(module.write(corpus, format=name)).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_machine(tmp_path: Path) -> None:
    """Not on the hash seed, the time zone, the locale or the working directory."""
    write_files(tmp_path / "content")
    settings_ = [("0", "UTC", "C"), ("1", "Asia/Tokyo", "de_DE.UTF-8"), ("4711", "America/Los_Angeles", "C.UTF-8")]
    told = set()
    for seed, zone, locale in settings_:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", HASHES, str(tmp_path / "content")]
        done = subprocess.run(command, env=environment, cwd="/", check=True, capture_output=True, text=True)
        told.add(done.stdout)

    assert len(told) == 1


def test_turtle_can_be_read_by_people(sample: Corpus) -> None:
    """Prefixes come first and in order, things in reading order, and a thing begins after an empty line."""
    text = rdf.write(sample, format="turtle").decode()
    prefixes = [line for line in text.split("\n") if line.startswith("@prefix")]

    assert prefixes == sorted(prefixes)
    assert text.startswith("\n".join(prefixes) + "\n\n")
    assert (
        "\n\nxx_act:2.d a fc:Prohibition , fc:Provision , odrl:Prohibition , eli:LegalResourceSubdivision ;\n" in text
    )
    assert text.index("xx_act:2.a.report a ") < text.index("xx_act:2.b a ") < text.index("xx_act:2.d a ")


# -- what it says ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ONE_GRAPH)
def test_durations_stay_as_the_law_counts_them(name: str, sample: Corpus) -> None:
    """Seventy-two hours are not three days; weeks, quarters and business days have no XML Schema duration."""
    quads = ox.parse(written(sample, name), format=SYNTAX[name])
    found = {quad.object.value for quad in quads if getattr(quad.object, "datatype", None) == DURATION}

    assert found == {"PT72H", "P1Y", "P5Y", "P6M", "P90D", "P1D"}


def ask(sample: Corpus, pattern: str) -> set[tuple[str, ...]]:
    """What a SPARQL pattern finds in the graph, as plain words; the variables in the order of their names."""
    store = ox.Store()
    store.extend(ox.parse(rdf.write(sample, format="nquads"), format=ox.RdfFormat.N_QUADS))
    prologue = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
    names = sorted(set(re.findall(r"\?(\w+)", pattern)))
    pattern = re.sub(r"x:([\w.]*\w)", r"<https://w3id.org/frontier-compliance/xx/act#\1>", pattern)
    found = store.query(f"{prologue} SELECT {' '.join(f'?{each}' for each in names)} WHERE {{ {pattern} }}")
    assert isinstance(found, ox.QuerySolutions)
    base = "https://w3id.org/frontier-compliance/"
    return {tuple(each[name].value.replace(base, "") for name in names) for each in found}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("x:2.d a ?kind", {"vocabulary#Prohibition", "vocabulary#Provision", "*"}),
        ("x:2.d fc:bearer/fc:party ?role", {"xx/act#1.a"}),
        ("x:2.d dcterms:bibliographicCitation ?cited", {"Act § 2(d)"}),
        ("x:2.d dcterms:source ?page", {"https://example.org/act?%7Ba%7D&b=%5B1%5D"}),
        ("x:2.a.1 dcterms:isPartOf ?above", {"xx/act#2.a.report"}),
        ("x:2.a.2 fc:partOf ?duty", {"xx/act#2.a.report"}),
        ("x:2.a.report fc:satisfiedBy ?way", {"xx/act#2.c.1", "xx/act#2.c.2"}),
        ("x:2.f fc:for ?target", {"xx/act#2.a", "xx/act#2.d"}),
        ("?group a fc:Group", {"xx/act#2.a"}),
        ("x:2.h fc:for ?all", {"xx/act"}),
        ("x:1.a fc:when/fc:part/fc:number ?number", {"500000000"}),
        ("x:1.a fc:when/fc:part/fc:term ?term", {"terms#revenue", "xx/act#1.b"}),
        ("x:2.a.report fc:due/fc:count ?count", {"72", "1"}),
        ("x:2.j fc:amount/fc:amountPart/fc:figure/fc:number ?sum", {"15000000", "1000"}),
        ("x:2.j fc:amount/fc:amountPart/fc:figure/fc:percent ?share", {"3"}),
        ("x:1.b fc:defines/skos:prefLabel ?term", {"big model"}),
        ("x:1.c fc:defines/skos:exactMatch ?meaning", {"xx/act#1.b/term"}),
        ("?meaning skos:exactMatch ?same", {"xx/act#1.b/term", "xx/act#1.c/term", "eu/reg#3.1/term"}),
        ("x:1.d fc:sameAsCitation ?text", {"Penal Code section 12"}),
        ("?provision fc:eli <http://data.europa.eu/eli/reg/2024/1689/art_55/oj>", {"eu/reg#55.1.b"}),
        ("?provision fc:eli <http://data.europa.eu/eli/reg/2024/1689/anx_XI/oj>", {"eu/reg#annex-xi.1.2"}),
        ("?provision fc:eli <http://data.europa.eu/eli/reg/2024/1689/rct_110/oj>", {"eu/reg#recital-110"}),
        (
            "?fact fc:low ?n",
            {
                "acme/developer#general/revenue",
                "500000001",
                "acme/developer#model-one/training%20compute",
                "1" + "0" * 26,
            },
        ),
        ("?fact fc:term x:1.a . ?fact a fc:Fact", {"acme/developer#general/xx/act%231.a"}),
        ("?topic a fc:Topic ; fc:position 2", {"topics#governance"}),
        (
            "?review a fc:Review ; prov:wasAssociatedWith ?who",
            {"mappings/acme/policy-1/xx-act#2.a.report/review", "reviewers#counsel"},
        ),
        (
            "?draft fc:reviewState fc:review-draft",
            {"mappings/acme/policy-1/xx-act#2.d", "mappings/acme/laws#1.b", "mappings/acme/laws#2.a.report"},
        ),
        ("?one fc:relation fc:relation-subset ; fc:against ?other", {"mappings/acme/laws#2.a.report", "eu/reg#55.1.b"}),
        ("?policy fc:strength/skos:prefLabel 'aim'", {"acme/policy-1#1.2"}),
        ("?goal fc:continues ?old", {"acme/policy-1#1.1", "acme/policy-1#1.2"}),
        ("?change fc:changes ?goal", {"acme/policy-1#1.2.2026-09-01", "acme/policy-1#1.2"}),
        ("?section fc:answers ?asked", {"acme/filing#1", "xx/act#2.a.1"}),
        ("?evidence fc:event ?event", {"*"}),
    ],
)
def test_the_graph_answers(pattern: str, expected: set[str], sample: Corpus) -> None:
    """Each pattern finds what the sample says; ``*`` stands for anything more."""
    found = {word for row in ask(sample, pattern) for word in row}

    assert expected - {"*"} <= found
    assert "*" in expected or expected == found


def test_amended_wording_has_no_eli_of_the_published_act(sample: Corpus) -> None:
    """The article as published does not hold it."""
    found = ask(sample, "?provision fc:eli ?eli")

    assert not [provision for _, provision in found if provision == "eu/reg#55.2"]


def test_values_keep_their_words(sample: Corpus) -> None:
    """Every value that is taken apart has the whole of itself in the words of the grammar."""
    texts = {text for (text,) in ask(sample, "x:2.c.1 fc:every/fc:text ?text")}

    assert texts == {"about 3 to 6 months from deployment, or on another reasonable schedule that it sets"}


def test_an_unknown_name_leads_nowhere(tmp_path: Path) -> None:
    """A role that nobody defines gets an IRI that nothing describes, so that the shapes find it."""
    act = write_files(tmp_path).joinpath("frameworks/xx/act.md").read_text(encoding="utf-8")
    broken = act.replace(
        "- duty: keep the report\n- bearer: big developer", "- duty: keep the report\n- bearer: nobody"
    )
    corpus = corpus_of(tmp_path, {"frameworks/xx/act.md": broken}, sound=False)

    assert ask(corpus, "x:2.b fc:bearer/fc:party ?who") == {("unknown#nobody",)}


def test_a_document_cannot_take_the_vocabularys_name(tmp_path: Path) -> None:
    corpus = corpus_of(
        tmp_path, {"frameworks/vocabulary.md": "# Terms\n\n- kind: terms\n\n## x\n\n- fact: x\n- of: world\n"}
    )

    with pytest.raises(ComplianceError, match="cannot be called 'vocabulary'"):
        rdf.write(corpus)


def test_every_record_is_described_once(corpus: Corpus) -> None:
    """Nothing of the corpus is left out: every identifier has its statements, under its own document."""
    described = [each.identifier for each in describe(corpus)]

    assert {record.identifier for record in corpus.records()} <= set(described)
    assert set(corpus.headings) <= set(described)


@pytest.mark.parametrize(
    ("address", "iri"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/{a}|b^c`d", "https://example.org/%7Ba%7D%7Cb%5Ec%60d"),
        ("https://example.org/100%?x=%41", "https://example.org/100%25?x=%41"),
        ("https://example.org/a#b#c", "https://example.org/a#b%23c"),
        ("https://[2001:db8::1]/[a]", "https://[2001:db8::1]/%5Ba%5D"),
        ("https://example.org/größe", "https://example.org/größe"),
    ],
)
def test_web_addresses_become_iris(address: str, iri: str) -> None:
    ox.NamedNode(iri)

    assert iri == web_iri(address)


# -- text ------------------------------------------------------------------------------------------------------------

NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
def test_any_text_survives_every_syntax(text: str) -> None:
    """Whatever Unicode stands in a statement comes back from every syntax, or is refused where XML forbids it."""
    provision = SMALL.provisions["x/act#1"].model_copy(update={"statement": text})
    corpus = replace(SMALL, provisions={"x/act#1": provision})
    for name in ONE_GRAPH:
        if name == "rdfxml" and NOT_IN_XML.search(text):
            with pytest.raises(ComplianceError, match=r"'x/act#1' holds the character U\+"):
                rdf.write(corpus, format=name)
            continue
        data = rdf.write(corpus, format=name)
        found = [
            quad.object.value
            for quad in ox.parse(data, format=SYNTAX[name])
            if quad.predicate.value == rdf.VOCABULARY + "statement"
        ]

        assert [text] == found, name
        if name == "nquads":
            assert hashlib.sha256(data).hexdigest() == canonical_hash_by_hand(by_rdflib(data, name))


@pytest.mark.parametrize(
    "text",
    [
        'quotes " and \\ backslashes',
        "two  spaces, tabs\tand <angle> & ampersand ]]> end",
        "„Anführungszeichen“ – … § ½",
        "עברית \u200fעם כיוון",
        "e\u0301 is not é",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 👩‍⚖️",
        "\u00a0no-break\u00a0 and \u0085 next line",
    ],
)
@pytest.mark.parametrize("name", [each for each in ONE_GRAPH if each != "jsonld"])
def test_rapper_reads_odd_text(text: str, name: str, tmp_path: Path) -> None:
    """The independent reader gets the same words."""
    provision = SMALL.provisions["x/act#1"].model_copy(update={"statement": text})
    corpus = replace(SMALL, provisions={"x/act#1": provision})
    triples = ox.parse(by_rapper(rdf.write(corpus, format=name), name, tmp_path), format=ox.RdfFormat.N_TRIPLES)

    assert text in [each.object.value for each in triples if each.predicate.value == rdf.VOCABULARY + "statement"]
