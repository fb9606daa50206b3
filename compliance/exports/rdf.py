"""RDF: the whole corpus as one graph, in Turtle, N-Triples, N-Quads, TriG, JSON-LD or RDF/XML.

Every format holds the same graph: no blank nodes, literals exactly as written (``PT72H`` stays ``PT72H``), and one
canonical hash (:func:`canonical_hash`). N-Triples and N-Quads are written in canonical form, so the SHA-256 of the
N-Quads file is that hash. The two formats *by document* put the statements of each document into a graph that the
document names, and what belongs to no document into the default graph; their union is the same graph again.

:func:`vocabulary` documents every class and property of ours, :func:`shapes` says what a sound graph holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

import pyoxigraph as ox

from compliance.diagnostics import ComplianceError
from compliance.exports import BASE, Format, iri_of, known_base, known_format
from compliance.exports._statements import PREFIXES, VOCABULARY, Description, Value, describe, expanded
from compliance.model.corpus import Corpus

__all__ = ["FORMATS", "VOCABULARY", "canonical_hash", "shapes", "vocabulary", "write"]

FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "turtle": Format(".ttl", "text/turtle"),
        "ntriples": Format(".nt", "application/n-triples"),
        "nquads": Format(".nq", "application/n-quads"),
        "trig": Format(".trig", "application/trig"),
        "jsonld": Format(".jsonld", "application/ld+json"),
        "rdfxml": Format(".rdf", "application/rdf+xml"),
        "nquads-by-document": Format(".nq", "application/n-quads"),
        "trig-by-document": Format(".trig", "application/trig"),
    }
)
"""The syntaxes that :func:`write` knows, by name."""

_SYNTAXES = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_RESERVED = frozenset({"vocabulary", "strengths", "reviewers", "unknown"})
_PREFIX = re.compile(r"[a-z](?:[a-z0-9_.-]*[a-z0-9_-])?")
# XML 1.0 cannot carry these, and turns a carriage return into a line feed.
_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(corpus: Corpus, *, format: str = "turtle", base: str = BASE) -> bytes:
    """The corpus in one of :data:`FORMATS`.

    Args:
        corpus: what is exported.
        format: the syntax.
        base: what the IRIs of things begin with; the vocabulary's own IRIs do not depend on it.

    Raises:
        ComplianceError: there is no such format, ``base`` is no base, a document has a name that the export needs
            itself, or a text cannot be written in the format.
    """
    known_format(format, FORMATS)
    known_base(base)
    descriptions = _described(corpus, base)
    name, _, by_document = format.partition("-")
    if name == "jsonld":
        return _json_ld(descriptions)
    if name == "rdfxml":
        descriptions = _fit_for_xml(descriptions)
    if by_document:
        quads = _statements(descriptions, base, by_document=True)
        if name == "nquads":
            return _canonical(quads, ox.RdfFormat.N_QUADS)
        return _readable(_serialized(quads, ox.RdfFormat.TRIG, _prefixes(corpus, base)))
    triples = _statements(descriptions, base)
    if name == "rdfxml":
        return _attributes_in_order(_serialized(triples, ox.RdfFormat.RDF_XML, PREFIXES))
    if name in ("ntriples", "nquads"):
        return _canonical(triples, ox.RdfFormat.N_TRIPLES)  # which N-Quads without graphs are, too
    return _readable(_serialized(triples, ox.RdfFormat.TURTLE, _prefixes(corpus, base)))  # TriG likewise


def canonical_hash(data: bytes, *, format: str, merged: bool = False) -> str:
    """The hash by which two files are known to hold the same graph: SHA-256 of its RDFC-1.0 canonical form.

    Args:
        data: a file in one of the formats.
        format: which one.
        merged: whether the names of graphs are left out of account, as they must be to compare a file by document
            with one that is not.

    Returns:
        Sixty-four hexadecimal digits.

    Raises:
        ComplianceError: there is no such format, or the data is not in it.
    """
    known_format(format, FORMATS)
    try:
        dataset = ox.Dataset(ox.parse(data, format=_SYNTAXES[format.partition("-")[0]]))
    except SyntaxError as error:
        raise ComplianceError(f"this is not {format}: {error}") from error
    if merged:
        dataset = ox.Dataset(ox.Quad(*each.triple) for each in dataset)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sha256(_canonical(dataset, ox.RdfFormat.N_QUADS)).hexdigest()


def vocabulary() -> bytes:
    """The classes, properties and concepts of our own, explained and mapped to common vocabularies, in Turtle."""
    return _data("vocabulary.ttl")


def shapes() -> bytes:
    """The SHACL shapes that a sound graph conforms to, in Turtle."""
    return _data("shapes.ttl")


def _data(name: str) -> bytes:
    return (files("compliance.exports") / "data" / name).read_bytes()


def _described(corpus: Corpus, base: str) -> Iterator[Description]:
    for each in describe(corpus, base):
        if each.document in _RESERVED:
            raise ComplianceError(
                f"a document cannot be called '{each.document}': RDF needs the name",
                "move the file into a folder, or give it another name",
            )
        yield each


def _statements(
    descriptions: Iterable[Description], base: str, *, by_document: bool = False
) -> Iterator[ox.Triple | ox.Quad]:
    """The statements in pyoxigraph's terms: triples, or quads in graphs that the documents name."""
    nodes: dict[str, ox.NamedNode] = {}
    names: dict[str, ox.NamedNode] = {}

    def node(iri: str) -> ox.NamedNode:
        found = nodes.get(iri)
        if found is None:
            found = nodes[iri] = ox.NamedNode(iri)
        return found

    def named(name: str) -> ox.NamedNode:
        found = names.get(name)
        if found is None:
            found = names[name] = ox.NamedNode(expanded(name))
        return found

    def term(value: str | Value) -> ox.NamedNode | ox.Literal:
        if isinstance(value, str):
            return node(value)
        return ox.Literal(value.text, datatype=named(value.datatype) if value.datatype else None)

    for each in descriptions:
        graph = node(iri_of(each.document, base)) if by_document and each.document else None
        try:
            for subject, name, value in each.statements:
                if graph is None:
                    yield ox.Triple(node(subject), named(name), term(value))
                else:
                    yield ox.Quad(node(subject), named(name), term(value), graph)
        except ValueError as error:  # UnicodeEncodeError, which is one, for half a character
            raise ComplianceError(f"'{each.identifier}' cannot be written as RDF: {error}") from error


def _canonical(statements: Iterable[ox.Triple | ox.Quad], format: ox.RdfFormat) -> bytes:
    """Canonical N-Quads: one line a statement, sorted by code point (in UTF-8, by byte), each once."""
    lines = set(_serialized(statements, format).split(b"\n")) - {b""}
    return b"".join(line + b"\n" for line in sorted(lines))


def _serialized(
    statements: Iterable[ox.Triple | ox.Quad],
    format: ox.RdfFormat,
    prefixes: Mapping[str, str] | None = None,
) -> bytes:
    # pyoxigraph takes a mixture of triples and quads; its types do not say so.
    written = ox.serialize(statements, format=format, prefixes=dict(prefixes or {}))  # type: ignore[arg-type]
    return written or b""


def _readable(turtle: bytes) -> bytes:
    """Turtle or TriG with its prefixes in order, which pyoxigraph has in none, and a line between two things.

    No literal can be taken for the start of a line: line breaks in them are escaped.
    """
    lines = turtle.decode().split("\n")
    count = next((number for number, line in enumerate(lines) if not line.startswith("@prefix ")), 0)
    body = "\n".join(lines[count:])
    return ("\n".join(sorted(lines[:count])) + "\n" + re.sub(r"(?m)^(?=[^\t\n}])", "\n", body)).encode()


def _attributes_in_order(xml: bytes) -> bytes:
    """RDF/XML with the namespaces of its root in order, which pyoxigraph has in none."""
    head, start, rest = xml.partition(b"<rdf:RDF ")
    attributes, end, rest = rest.partition(b">")
    return head + start + b" ".join(sorted(attributes.split(b" "))) + end + rest


def _prefixes(corpus: Corpus, base: str) -> dict[str, str]:
    """The prefixes of the vocabularies and one for each document, such as ``us-ca_sb-53:22757.12.a.1``."""
    found = dict(PREFIXES)
    for document in (*corpus.instruments, *corpus.policies, *corpus.outlines, *corpus.crosswalks):
        name = document.replace("/", "_")
        if _PREFIX.fullmatch(name) and name not in found:
            found[name] = iri_of(document, base) + "#"
    return found


def _fit_for_xml(descriptions: Iterable[Description]) -> Iterator[Description]:
    for each in descriptions:
        for _, _, object_ in each.statements:
            if isinstance(object_, Value) and (found := _NOT_IN_XML.search(object_.text)):
                raise ComplianceError(
                    f"'{each.identifier}' holds the character U+{ord(found[0]):04X}, which RDF/XML cannot carry",
                    "take it out, or write another format",
                )
        yield each


def _json_ld(descriptions: Iterable[Description]) -> bytes:
    """JSON-LD with one line a thing, and names with prefixes for properties, classes and datatypes."""
    things: dict[str, dict[str, Any]] = {}
    checked: set[str] = set()
    for each in descriptions:
        for subject, name, value in each.statements:
            if isinstance(value, str) and value not in checked:
                _check_iri(value, each)
                checked.add(value)
            thing = things.setdefault(subject, {"@id": subject})
            if name == "rdf:type" and isinstance(value, str):
                thing.setdefault("@type", []).append(_shortened(value))
            elif isinstance(value, str):
                thing.setdefault(name, []).append({"@id": value})
            elif value.datatype:
                thing.setdefault(name, []).append({"@type": value.datatype, "@value": value.text})
            else:
                thing.setdefault(name, []).append(value.text)
    encode = json.JSONEncoder(ensure_ascii=False).encode
    lines: list[bytes] = []
    for thing in things.values():
        try:
            lines.append(encode({key: _alone(value) for key, value in thing.items()}).encode())
        except UnicodeEncodeError as error:
            raise ComplianceError(f"'{thing['@id']}' cannot be written as RDF: {error}") from error
    context = encode(dict(PREFIXES)).encode()
    return b'{"@context": ' + context + b',\n"@graph": [\n' + b",\n".join(lines) + b"\n]}\n"


def _check_iri(iri: str, description: Description) -> None:
    try:
        ox.NamedNode(iri)
    except ValueError as error:
        raise ComplianceError(f"'{description.identifier}' cannot be written as RDF: {error}") from error


def _alone(value: Any) -> Any:
    """A list of one as its only item."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


_NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items()}


def _shortened(iri: str) -> str:
    """A class's IRI with its prefix."""
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    return f"{_NAMESPACES[iri[:end]]}:{iri[end:]}"
