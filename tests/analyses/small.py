"""Small contents made of text, for tests that need many of them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from compliance.content.reading import load
from compliance.graph import KnowledgeGraph
from compliance.model.corpus import Corpus

SOURCE = "- source: <https://example.org/>, retrieved 2026-03-01"


def corpus_of(files: Mapping[str, str]) -> Corpus:
    """What the files say, by their paths from ``frameworks/`` on; they must be without faults."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        reading = load([folder], shipped=False)

    assert [f"{each.place}: {each.message}" for each in reading.diagnostics] == []
    return reading.corpus


def graph_of(files: Mapping[str, str]) -> KnowledgeGraph:
    """The graph of the files."""
    return KnowledgeGraph(corpus_of(files))


def law(*sections: str, name: str = "Act", fields: str = "", kind: str = "statute") -> str:
    """An invented law; the first section defines the role ``frontier developer``."""
    head = (
        f"# {name}\n\n- kind: {kind}\n- jurisdiction: us-zz\n- citation: {name}\n- cite as: {name} § …\n"
        f"- in force: from 2026-01-01\n- topic: governance\n{SOURCE}\n{fields}"
    )
    return "\n\n".join((head.rstrip(), *(each.strip() for each in sections))) + "\n"


ROLE = "## § 1\n\n- role: frontier developer\n- of: developer\n- means: who trains frontier AI"


def policy(*sections: str, name: str = "Policy", fields: str = "") -> str:
    """A policy of Acme."""
    head = (
        f"# {name}\n\n- kind: policy\n- developer: acme\n- version: 1\n- in force: from 2026-01-01\n"
        f"- topic: governance\n{SOURCE}\n{fields}"
    )
    return "\n\n".join((head.rstrip(), *(each.strip() for each in sections))) + "\n"


def developer(*sections: str) -> str:
    """Acme's file; a frontier developer by its own account."""
    head = f"# Acme\n\n- kind: developer\n\n## [status]\n\n- us-zz/act#1: yes\n{SOURCE}"
    return "\n\n".join((head, *(each.strip() for each in sections))) + "\n"


def crosswalk(policy_id: str, law_id: str, *sections: str) -> str:
    """A crosswalk."""
    head = f"# Crosswalk\n\n- kind: crosswalk\n- policy: {policy_id}\n- instrument: {law_id}"
    return "\n\n".join((head, *(each.strip() for each in sections))) + "\n"
