"""The two corpora that the exports are tried on: a small one with everything in it, and what is shipped."""

import pytest

from compliance.content.reading import load
from compliance.model.corpus import Corpus
from tests.exports.sample import corpus_of


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A small corpus that uses every kind of record and every form of value."""
    return corpus_of(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def shipped() -> Corpus:
    """The catalogs that come with the program."""
    return load().corpus


@pytest.fixture(scope="session", params=["sample", "shipped"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    """Each of the two."""
    found: Corpus = request.getfixturevalue(request.param)
    return found
