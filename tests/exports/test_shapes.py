"""The vocabulary says what every term means, the shapes what a sound graph holds; both in step with the graph."""

from collections.abc import Iterator

import pytest
import rdflib
from pyshacl import validate
from rdflib import RDF, RDFS, SH, SKOS, Literal, URIRef
from rdflib.namespace import XSD

from compliance.exports import rdf
from compliance.model.corpus import Corpus

FC = rdflib.Namespace(rdf.VOCABULARY)
FCS = rdflib.Namespace(rdf.VOCABULARY.replace("vocabulary#", "shapes#"))
BASE = rdf.VOCABULARY.removesuffix("vocabulary#")
ACT = rdflib.Namespace(BASE + "xx/act#")
NOWHERE = URIRef(BASE + "nowhere")


@pytest.fixture(autouse=True)
def exact_literals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=rdf.shapes(), format="turtle")


@pytest.fixture(scope="module")
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(data=rdf.vocabulary(), format="turtle")


def graph_of(corpus: Corpus) -> rdflib.Graph:
    return rdflib.Graph().parse(data=rdf.write(corpus, format="ntriples"), format="nt")


@pytest.fixture
def graph(sample: Corpus) -> rdflib.Graph:
    return graph_of(sample)


Fault = tuple[rdflib.term.Node | None, rdflib.term.Node | None, str]


def faults(graph: rdflib.Graph, shapes: rdflib.Graph) -> set[Fault]:
    """What the shapes find: the thing, the property, and the sort of constraint."""
    _, report, _ = validate(graph, shacl_graph=shapes)
    assert isinstance(report, rdflib.Graph)
    return {
        (
            report.value(result, SH.focusNode),
            report.value(result, SH.resultPath),
            str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


# -- sound -----------------------------------------------------------------------------------------------------------


def test_the_graph_conforms(corpus: Corpus, shapes: rdflib.Graph) -> None:
    """What is shipped, and everything that can be said, conform; no vocabulary is needed to check it."""
    conforms, _, text = validate(graph_of(corpus), shacl_graph=shapes)

    assert conforms, text


def test_a_program_that_rewrites_literals_finds_the_graph_sound(
    sample: Corpus, shapes: rdflib.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """rdflib rewrites durations unless told not to; that is its affair, and no fault of the graph."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", True)

    assert validate(graph_of(sample), shacl_graph=shapes)[0]


@pytest.mark.slow
def test_the_shapes_are_shapes(shapes: rdflib.Graph) -> None:
    """They conform to the shapes of shapes; pyshacl raises an error if they do not."""
    assert validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)[0]


# -- unsound ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "remove", "add", "expected"),
    [
        (
            "no statement",
            (ACT["2.d"], FC.statement, None),
            (),
            (ACT["2.d"], FC.statement, "MinCountConstraintComponent"),
        ),
        (
            "wrong concept",
            (None, FC.extent, FC["extent-partial"]),
            (BASE + "mappings/acme/policy-1/xx-act#2.a.report", FC.extent, FC["extent-partialy"]),
            (URIRef(BASE + "mappings/acme/policy-1/xx-act#2.a.report"), FC.extent, "InConstraintComponent"),
        ),
        (
            "wrong datatype",
            (ACT["2.a.report/due/1"], FC.duration, None),
            (ACT["2.a.report/due/1"], FC.duration, Literal("PT72H")),
            (ACT["2.a.report/due/1"], FC.duration, "DatatypeConstraintComponent"),
        ),
        (
            "a date that is none",
            (ACT["2.f"], FC.inForceFrom, None),
            (ACT["2.f"], FC.inForceFrom, Literal("2026-02-30", datatype=XSD.date)),
            (ACT["2.f"], FC.inForceFrom, "DatatypeConstraintComponent"),
        ),
        (
            "a reference that leads nowhere",
            (ACT["2.i"], FC["for"], None),
            (ACT["2.i"], FC["for"], NOWHERE),
            (ACT["2.i"], FC["for"], "NodeConstraintComponent"),
        ),
        (
            "a topic that is none",
            (ACT["2.d"], URIRef("http://purl.org/dc/terms/subject"), None),
            (ACT["2.d"], URIRef("http://purl.org/dc/terms/subject"), ACT["2.e"]),
            (ACT["2.d"], URIRef("http://purl.org/dc/terms/subject"), "ClassConstraintComponent"),
        ),
        (
            "a property of another class",
            (),
            (ACT["2.d"], FC.track, FC["track-goal"]),
            (ACT["2.d"], FC.track, "ClosedConstraintComponent"),
        ),
        (
            "a definition with a deadline",
            (),
            (ACT["1.b"], FC.due, ACT["2.e/due/1"]),
            (ACT["1.b"], FC.due, "MaxCountConstraintComponent"),
        ),
        ("two kinds", (), (ACT["2.d"], RDF.type, FC.Permission), (ACT["2.d"], None, "XoneConstraintComponent")),
        ("no kind", (ACT["2.i"], RDF.type, FC.Example), (), (ACT["2.i"], None, "XoneConstraintComponent")),
        ("no meaning", (ACT["1.b/term"], SKOS.definition, None), (), (ACT["1.b"], None, "OrConstraintComponent")),
        (
            "a prohibition that asks for conduct",
            (ACT["2.d"], FC.asksFor, None),
            (ACT["2.d"], FC.asksFor, FC["asks-for-conduct"]),
            (ACT["2.d"], FC.asksFor, "InConstraintComponent"),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_is_found(
    what: str,
    remove: tuple[URIRef, ...],
    add: tuple[URIRef, ...],
    expected: Fault,
    graph: rdflib.Graph,
    shapes: rdflib.Graph,
) -> None:
    """Each of these faults makes the graph unsound, and the report says where."""
    if remove:
        assert (remove[0], remove[1], remove[2]) in graph, what
        graph.remove((remove[0], remove[1], remove[2]))
    if add:
        graph.add((URIRef(add[0]), add[1], add[2]))

    assert expected in faults(graph, shapes)


def property_shapes(shapes: rdflib.Graph) -> Iterator[tuple[URIRef, URIRef, URIRef, URIRef]]:
    """Every class with a shape, the shape, and the shapes and paths of its properties."""
    for shape, class_ in sorted(shapes.subject_objects(SH.targetClass)):
        for each in sorted(shapes.objects(shape, SH.property)):
            yield class_, shape, each, shapes.value(each, SH.path)


def one_of_each(graph: rdflib.Graph, shapes: rdflib.Graph) -> dict[URIRef, URIRef]:
    """A thing of each class that has a shape."""
    found = {
        class_: min(graph.subjects(RDF.type, class_), default=None)
        for class_ in set(shapes.objects(None, SH.targetClass))
    }

    assert None not in found.values(), [class_ for class_, thing in found.items() if thing is None]
    return {class_: thing for class_, thing in found.items() if thing is not None}


def test_whatever_is_needed_is_missed(graph: rdflib.Graph, shapes: rdflib.Graph) -> None:
    """A thing that has nothing but its classes lacks everything that its shapes ask for."""
    things = one_of_each(graph, shapes)
    for thing in things.values():
        for _, name, value in list(graph.triples((thing, None, None))):
            if name != RDF.type:
                graph.remove((thing, name, value))
    found = faults(graph, shapes)
    expected = {
        (things[class_], path, "MinCountConstraintComponent")
        for class_, _, each, path in property_shapes(shapes)
        if (least := shapes.value(each, SH.minCount)) is not None and int(str(least))
    }

    assert expected
    assert expected <= found, expected - found


@pytest.mark.parametrize(
    "values",
    [
        [
            Literal("x", datatype=XSD.hexBinary),
            Literal("y", datatype=XSD.hexBinary),
            Literal("z", datatype=XSD.hexBinary),
        ],
        [NOWHERE, URIRef(BASE + "elsewhere"), URIRef(BASE + "anywhere")],
    ],
    ids=["literals of a wrong datatype", "things that are not described"],
)
def test_whatever_is_wrong_is_found(values: list[Literal | URIRef], graph: rdflib.Graph, shapes: rdflib.Graph) -> None:
    """Every property of every class refuses values of another sort, and more of them than there may be."""
    things = one_of_each(graph, shapes)
    for class_, _, _, path in property_shapes(shapes):
        if isinstance(path, URIRef):
            for value in values:
                graph.add((things[class_], path, value))
    found = faults(graph, shapes)
    about = {(thing, path) for thing, path, _ in found}
    wrong = {
        (things[class_], path)
        for class_, _, each, path in property_shapes(shapes)
        if not takes(shapes, each, values[0])
    }
    many = {
        (things[class_], path, "MaxCountConstraintComponent")
        for class_, _, each, path in property_shapes(shapes)
        if shapes.value(each, SH.maxCount) is not None
    }

    assert len(wrong) > 100
    assert wrong <= about, wrong - about
    assert many <= found, many - found


def takes(shapes: rdflib.Graph, shape: URIRef, value: Literal | URIRef) -> bool:
    """Whether a property's shape says nothing against such a value: some take any IRI, and some only count."""
    says = {SH.datatype, SH["in"], SH["class"], SH.node}
    if isinstance(value, Literal):
        says |= {SH.nodeKind}
    return not says & set(shapes.predicates(shape))


def test_every_class_is_closed(graph: rdflib.Graph, shapes: rdflib.Graph) -> None:
    """A property that nobody declared is a fault wherever it stands."""
    things = one_of_each(graph, shapes)
    closed = {class_ for shape, class_ in shapes.subject_objects(SH.targetClass) if (shape, SH.closed, None) in shapes}
    for thing in things.values():
        graph.add((thing, FC.undeclared, Literal("x")))
    found = faults(graph, shapes)

    assert {(things[class_], FC.undeclared, "ClosedConstraintComponent") for class_ in closed} <= found


# -- vocabulary ------------------------------------------------------------------------------------------------------


def ours(graph: rdflib.Graph) -> set[URIRef]:
    """The terms of our namespace that a graph uses, as things, properties or values."""
    return {term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(rdf.VOCABULARY)}


def test_whatever_is_used_is_declared(corpus: Corpus, vocabulary: rdflib.Graph, shapes: rdflib.Graph) -> None:
    declared = set(vocabulary.subjects(RDFS.isDefinedBy, None))

    assert ours(graph_of(corpus)) <= declared
    assert ours(shapes) <= declared
    assert ours(vocabulary) <= declared


def test_whatever_is_declared_is_used(graph: rdflib.Graph, vocabulary: rdflib.Graph, shapes: rdflib.Graph) -> None:
    """The sample uses every class and property; concepts are at least among those that the shapes allow."""
    used = ours(graph)
    classes = set(vocabulary.subjects(RDF.type, RDFS.Class))
    abstract = {FC.Document, FC.ValueWithParts}  # what others are subclasses of
    properties = set(vocabulary.subjects(RDF.type, RDF.Property))
    concepts = set(vocabulary.subjects(RDF.type, SKOS.Concept))

    assert classes - used == abstract
    assert properties <= used
    assert concepts <= ours(shapes)


def test_every_term_is_explained(vocabulary: rdflib.Graph) -> None:
    """It has a name and a definition in English, and says that it is ours."""
    for term in vocabulary.subjects(RDFS.isDefinedBy, None):
        name = vocabulary.value(term, RDFS.label) or vocabulary.value(term, SKOS.prefLabel)
        definition = vocabulary.value(term, SKOS.definition)

        assert isinstance(name, Literal), term
        assert name.language == "en", term
        assert isinstance(definition, Literal), term
        assert definition.endswith("."), term


def test_ranges_and_domains_are_kept(graph: rdflib.Graph, vocabulary: rdflib.Graph) -> None:
    """What the vocabulary says of a property's subjects and values is true of the graph."""
    above = {
        class_: set(vocabulary.transitive_objects(class_, RDFS.subClassOf))
        for class_ in vocabulary.subjects(RDF.type, RDFS.Class)
    }
    outside = set(vocabulary.subjects(RDF.type, SKOS.Concept))

    def is_a(thing: rdflib.term.Node, class_: rdflib.term.Node) -> bool:
        if isinstance(thing, Literal):
            return (thing.datatype or XSD.string) == class_
        types = set(graph.objects(thing, RDF.type)) | ({SKOS.Concept} if thing in outside else set())
        return any(class_ in above.get(each, {each}) for each in types)

    for name in vocabulary.subjects(RDF.type, RDF.Property):
        for subject, value in graph.subject_objects(name):
            for domain in vocabulary.objects(name, RDFS.domain):
                assert is_a(subject, domain), (name, subject, domain)
            for range_ in vocabulary.objects(name, RDFS.range):
                assert is_a(value, range_), (name, value, range_)


def test_the_data_names_what_its_classes_inherit(graph: rdflib.Graph, vocabulary: rdflib.Graph) -> None:
    """Duties are odrl:Duty and so on in the data itself, so that a program needs no inference to find them."""
    for common in ("http://www.w3.org/ns/odrl/2/", "http://www.w3.org/2004/02/skos/core#"):
        for class_, above in vocabulary.subject_objects(RDFS.subClassOf):
            if str(above).startswith(common):
                assert all((thing, RDF.type, above) in graph for thing in graph.subjects(RDF.type, class_))
