"""The corpora that are measured are what they say: sound, of the size asked for, and the same in both forms."""

import json
from typing import Any

import pytest

from compliance.checks import check_all
from compliance.content.reading import Reading, load
from tests.benchmarks.generate import LAW, POLICIES, Corpus, make, write_content, write_oscal

SIZE = 30


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make(SIZE)


@pytest.fixture(scope="module")
def reading(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Reading:
    root = tmp_path_factory.mktemp("content")
    write_content(corpus, root)
    return load([root])


@pytest.fixture(scope="module")
def oscal(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    workspace = tmp_path_factory.mktemp("oscal")
    write_oscal(corpus, workspace)
    return {path.relative_to(workspace).as_posix(): json.loads(path.read_bytes()) for path in workspace.rglob("*.json")}


def test_nothing_is_wrong_with_it(reading: Reading) -> None:
    generated = [
        f"{each.place}: {each.message}"
        for each in (*reading.diagnostics, *check_all(reading.corpus))
        if "benchmark-act" in each.place.file or "laboratory" in each.place.file
    ]

    assert generated == []


def test_it_has_as_many_records_as_asked_for(reading: Reading) -> None:
    read = reading.corpus
    provisions = [each for each in read.provisions.values() if each.document == LAW]
    commitments = [each for each in read.commitments.values() if each.document in POLICIES]
    mappings = [each for each in read.mappings if each.policy in POLICIES]

    assert [len(provisions), len(commitments), len(mappings)] == [SIZE, SIZE, SIZE]


def test_it_has_every_shape_that_matters(reading: Reading) -> None:
    kinds = {str(each.kind) for each in reading.corpus.provisions.values() if each.document == LAW}
    extents = {str(each.extent) for each in reading.corpus.mappings if each.policy in POLICIES}
    tracks = {str(each.track) for each in reading.corpus.commitments.values() if each.document in POLICIES}

    assert kinds == {
        "authority duty", "content", "definition", "duty", "exemption", "penalty", "prohibition", "role", "rule",
    }  # fmt: skip
    assert extents == {"conflict", "full", "none", "partial"}
    assert tracks == {"contingent", "descriptive", "goal", "recommendation", "unilateral"}


def test_the_peer_reads_as_many_records(oscal: dict[str, Any]) -> None:
    controls = {
        path: sum(1 for _ in _controls(document["catalog"]))
        for path, document in oscal.items()
        if path.startswith("catalogs/")
    }
    maps = sum(
        len(mapping["maps"])
        for path, document in oscal.items()
        if path.startswith("mapping-collections/")
        for mapping in document["mapping-collection"]["mappings"]
    )

    assert controls == {
        "catalogs/laboratory-safety-1.0/catalog.json": SIZE // 2,
        "catalogs/laboratory-security-1.0/catalog.json": SIZE // 2,
        "catalogs/us-ca-benchmark-act/catalog.json": SIZE,
    }
    assert maps == SIZE


def test_the_peer_reads_the_same_words(reading: Reading, oscal: dict[str, Any]) -> None:
    ours = sorted(each.means or each.statement for each in reading.corpus.provisions.values() if each.document == LAW)
    controls = _controls(oscal["catalogs/us-ca-benchmark-act/catalog.json"]["catalog"])
    theirs = sorted(_means(each) or each["parts"][0]["prose"] for each in controls)

    assert theirs == ours


def test_the_same_size_gives_the_same_corpus(corpus: Corpus) -> None:
    assert make(SIZE) == corpus


@pytest.mark.parametrize("size", [0, 7, 25])
def test_a_size_that_cannot_be_kept_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="multiple of 10"):
        make(size)


def _controls(holder: dict[str, Any]) -> Any:
    for group in holder.get("groups", ()):
        yield from _controls(group)
    for control in holder.get("controls", ()):
        yield control
        yield from _controls(control)


def _means(control: dict[str, Any]) -> str:
    return next((each["value"] for each in control["props"] if each["name"] == "means"), "")
