"""What exports share: their interface, IRIs, and the refusal of what cannot be written."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from compliance.diagnostics import ComplianceError
from compliance.exports import BASE, Export, iri_of, uuid_of
from compliance.model.corpus import Corpus
from compliance.plugins import modules_in
from tests.exports.sample import corpus_of

MODULES = [each for each in modules_in("compliance.exports") if each.__name__.startswith("compliance.")]
PAIRS = [(module, name) for module in MODULES for name in module.FORMATS]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_export_has_the_interface(module: Export) -> None:
    """A docstring, formats with suffix and media type, and a writer that takes a format and a base."""
    assert module.__doc__
    assert module.FORMATS
    assert all(each.suffix.startswith(".") and "/" in each.media_type for each in module.FORMATS.values())


@pytest.mark.parametrize(("module", "name"), PAIRS, ids=lambda value: getattr(value, "__name__", value))
def test_an_empty_corpus_can_be_written(module: Export, name: str) -> None:
    """Nothing to export is no fault."""
    assert module.write(Corpus(), format=name)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_an_unknown_format_is_refused(module: Export) -> None:
    with pytest.raises(ComplianceError, match="there is no format 'tortle'"):
        module.write(Corpus(), format="tortle")


@pytest.mark.parametrize("base", ["", "x/", "https://example.org", "https://example.org/#", "https://example.org/a b/"])
@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_a_base_that_cannot_begin_an_iri_is_refused(module: Export, base: str) -> None:
    with pytest.raises(ComplianceError, match="cannot be the base"):
        module.write(Corpus(), format=next(iter(module.FORMATS)), base=base)


@pytest.mark.parametrize(
    ("identifier", "iri"),
    [
        ("us-ca/sb-53#22757.12.a.1", "us-ca/sb-53#22757.12.a.1"),
        ("us-ca/sb-53#22757.12.a@2027-01-01", "us-ca/sb-53#22757.12.a@2027-01-01"),
        ("us-ca/sb-53", "us-ca/sb-53"),
        ("acme/developer#one/training compute", "acme/developer#one/training%20compute"),
        ("acme/developer#me/us-ca/sb-53#22757.11.h", "acme/developer#me/us-ca/sb-53%2322757.11.h"),
        ("de/gesetz#§-größe", "de/gesetz#§-größe"),
        ("100%/what?#a", "100%25/what%3F#a"),
    ],
)
def test_an_iri_is_the_base_and_the_identifier(identifier: str, iri: str) -> None:
    """What an IRI cannot hold is percent-encoded; everything else can be read."""
    assert BASE + iri == iri_of(identifier)


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    st.text(alphabet=st.characters(exclude_categories=["Cs"])),
)
def test_every_identifier_has_a_valid_iri_of_its_own(one: str, other: str) -> None:
    NamedNode(iri_of(one))

    assert (one == other) == (iri_of(one) == iri_of(other))


def test_half_a_character_has_no_iri() -> None:
    with pytest.raises(ComplianceError, match="not Unicode text"):
        iri_of("acme/\udcff")


def test_uuids_never_change() -> None:
    """They are version 5 from the IRI, so they are the same everywhere and for ever."""
    assert str(uuid_of(iri_of("us-ca/sb-53"))) == "1ec9e7df-d925-5514-b56a-fe2646297ccc"


@pytest.mark.parametrize(("module", "name"), PAIRS, ids=lambda value: getattr(value, "__name__", value))
def test_half_a_character_is_refused_with_the_record(module: Export, name: str, sample: Corpus) -> None:
    """Such text cannot come from a file, but a program may build it."""
    provision = sample.provisions["xx/act#2.d"].model_copy(update={"statement": "lie \udcff"})
    broken = replace(sample, provisions={**sample.provisions, provision.identifier: provision})

    with pytest.raises(ComplianceError, match=r"xx/act#2\.d|half of a character"):
        module.write(broken, format=name)


@pytest.mark.parametrize(("module", "name"), PAIRS, ids=lambda value: getattr(value, "__name__", value))
def test_the_base_is_the_users_choice(module: Export, name: str, sample: Corpus) -> None:
    written = module.write(sample, format=name, base="https://acme.example/law/")

    assert b"https://acme.example/law/" in written
    assert BASE.encode() + b"xx/" not in written


def test_where_the_content_lies_changes_nothing(tmp_path: Path) -> None:
    """Two folders with the same words give the same RDF: places are no part of it."""
    one, other = corpus_of(tmp_path / "one"), corpus_of(tmp_path / "other")
    for module, name in PAIRS:
        if module.__name__.endswith(".rdf"):
            assert module.write(one, format=name) == module.write(other, format=name)
