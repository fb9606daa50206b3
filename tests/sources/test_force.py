"""The official verb bears out what a provision is; verbs that nothing carries are found."""

from __future__ import annotations

import pytest

from compliance.diagnostics import Place
from compliance.model.instruments import Provision
from compliance.sources.force import Force, check, operatives
from compliance.sources.subdivisions import Subdivision


def provision(kind: str, statement: str = "it", **fields: object) -> Provision:
    """A provision of this kind."""
    made = {"identifier": "zz/act#1", "document": "zz/act", "citation": "§ 1", "place": Place("act.md")}
    return Provision.model_validate(made | {"kind": kind, "statement": statement} | fields)


def found(words: str, *kinds: str, above: tuple[str, ...] = ()) -> list[str]:
    """The codes of what is found where provisions of these kinds restate the words."""
    return [each.rule.code for each in check(Subdivision("1", words, above, (), tuple(map(provision, kinds))))]


@pytest.mark.parametrize(
    ("words", "force"),
    [
        ("A pilot shall keep a log.", Force.DUTY),
        ("A pilot must keep a log.", Force.DUTY),
        ("A pilot is required to keep a log.", Force.DUTY),
        ("A pilot has to keep a log.", Force.DUTY),
        ("Signatories commit to keeping a log.", Force.DUTY),
        ("Signatories will keep a log.", Force.DUTY),
        ("A pilot may copy the log.", Force.PERMISSION),
        ("The master is hereby authorized to copy the log.", Force.PERMISSION),
        ("The court shall have jurisdiction to open the log.", Force.PERMISSION),
        ("A pilot shall not burn the log.", Force.PROHIBITION),
        ("A pilot may not burn the log.", Force.PROHIBITION),
        ("No large pilot may sail without a log.", Force.PROHIBITION),
        ("No person shall burn the log.", Force.PROHIBITION),
        ("Burning the log is prohibited.", Force.PROHIBITION),
        ("A pilot should keep a log.", Force.ENCOURAGED),
        ("A pilot is encouraged, but not required, to keep a log.", Force.ENCOURAGED),
        ("This part does not apply to rowing boats.", Force.EXEMPTION),
        ("A pilot need not keep a log.", Force.EXEMPTION),
        ("Nothing in this part shall bar a pilot from sailing.", Force.EXEMPTION),
        ("A pilot who sails shall be deemed licensed.", Force.ALTERNATIVE),
        ("“Log” means a book.", Force.DEFINITION),
        ("Whoever burns it is liable.", Force.PENALTY),
        ("To burn it shall constitute a violation of this part.", Force.VIOLATION),
        ("This part shall be liberally construed.", Force.RULE),
        ("This part shall take effect at once.", Force.RULE),
        ("The fee may not exceed the cost.", Force.RULE),
    ],
)
def test_a_verb_has_a_force(words: str, force: Force) -> None:
    """Each way of binding, permitting and so on is told."""
    assert [each.force for each in operatives(words)] == [force]


@pytest.mark.parametrize(
    "words",
    [
        "risks that may arise at sea",
        "marks, which may include flags",
        "the channel through which a passenger may complain",
        "to say whether the pilot may be late",
        "as may be fit",
        "storms that will come",
        "the way in which Signatories will sail, and how they will land",
        "the log required to be kept",
        "a book to be known as “The Pilot Shall Know”",
    ],
)
def test_words_that_only_describe(words: str) -> None:
    """A "may" that describes permits nothing."""
    assert operatives(words) == ()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("A pilot shall keep a log.", "duty"),
        ("The harbour office shall keep a register.", "authority duty"),
        ("The harbour office shall not print names.", "authority duty"),
        ("A pilot shall not burn the log.", "prohibition"),
        ("No pilot may sail without a log.", "prohibition"),
        ("Failing in this shall constitute a violation.", "prohibition"),
        ("A pilot may copy the log.", "permission"),
        ("The harbour office may adopt rules.", "authority power"),
        ("This part does not apply to rowing boats.", "exemption"),
        ("A pilot who does so shall be deemed licensed.", "alternative"),
        ("“Log” means a book.", "definition"),
        ("Log: a book in which a voyage is written up.", "definition"),
        ("A pilot who burns it shall be subject to a fine.", "penalty"),
        ("The office shall be open.", "rule"),
    ],
)
def test_a_kind_that_the_verb_bears_out(words: str, kind: str) -> None:
    """Nothing is found where kind and verb agree."""
    assert found(words, kind) == []


@pytest.mark.parametrize(
    ("words", "kind", "codes"),
    [
        ("A pilot shall keep a log.", "permission", ["V401", "V402"]),
        ("A pilot shall keep a log.", "prohibition", ["V401", "V402"]),
        ("A pilot may copy the log.", "duty", ["V401", "V402"]),
        ("A pilot may copy the log.", "prohibition", ["V401", "V402"]),
        ("A pilot shall not burn the log.", "duty", ["V401", "V402"]),
        ("No pilot may sail without a log.", "permission", ["V401", "V402"]),
        ("A pilot should keep a log.", "duty", ["V401", "V402"]),
        ("The office shall keep a register.", "authority power", ["V401", "V402"]),
        ("A pilot shall keep a log.", "exemption", ["V401", "V402"]),
        ("A pilot shall keep a log.", "definition", ["V401"]),
        ("A pilot shall keep a log.", "penalty", ["V401", "V402"]),
        ("This part does not apply to rowing boats.", "duty", ["V401"]),
    ],
)
def test_a_kind_that_it_does_not_bear_out(words: str, kind: str, codes: list[str]) -> None:
    """A duty turned into a permission, and the like, is found, and that the duty is carried by nothing."""
    assert found(words, kind) == codes


def test_the_message_names_the_verb() -> None:
    """The reader sees what the text says and what to write; the words are marked."""
    words = "A pilot may copy the log."
    (first, _) = check(Subdivision("1", words, provisions=(provision("duty"),)))

    assert first.message == "this is a duty, and the official words say 'may' (permission)"
    assert first.hint.startswith("write it as permission or authority power")
    assert first.words == "may"
    assert first.subject == ""


def test_a_recommendation_is_carried_by_strength() -> None:
    """ "Should" is no duty unless its strength says so; and a strength that the text does not have is found."""
    restated = provision("duty", strength="should")

    assert not list(check(Subdivision("1", "A pilot should keep a log.", provisions=(restated,))))
    assert [
        each.rule.code for each in check(Subdivision("1", "A pilot shall keep a log.", provisions=(restated,)))
    ] == ["V401"]


def test_items_take_their_force_from_above() -> None:
    """A list has no verb of its own; the innermost words above that have one count."""
    lead_in = "A pilot shall keep a log with all of the following:"

    assert found("(A) The winds, which may include squalls.", "content", above=("This part binds.", lead_in)) == []
    assert found("(A) The winds.", "permission", above=(lead_in,)) == ["V401"]
    assert found("(A) The winds.", "content", above=(lead_in, "The log may have:")) == ["V401"]
    assert found("(A) It may be blank.", "content", above=(lead_in,)) == ["V401", "V402"]


def test_a_sentence_with_two_verbs() -> None:
    """Each verb is carried by a provision; one that was left out is found."""
    words = "The harbour office shall review the logs of pilots and may review other logs."

    assert found(words, "authority duty", "authority power") == []
    assert found(words, "authority duty") == ["V402"]
    assert found(words, "authority power") == ["V402"]
    assert found(words, "duty", "prohibition", "authority power") == ["V401"]


def test_rules_are_free_unless_a_developer_is_bound() -> None:
    """A rule that stands for a duty of a developer, provider or signatory is doubted."""
    assert found("The court shall weigh the evidence.", "rule") == []
    assert found("Copies of the log shall be kept by the office.", "rule") == []
    assert found("A log from a developer shall be kept.", "rule") == []
    assert found("A frontier developer shall keep a log.", "rule") == ["V403"]
    assert found("No provider may burn the log.", "rule") == ["V403"]
    assert found("Signatories will keep a log.", "rule") == ["V403"]
    assert found("The winds.", "rule", above=("The developer shall keep a log of:",)) == ["V403"]
    assert found("The winds.", "rule", above=("The developer shall not burn a log that tells of:",)) == []
    assert found("A frontier developer shall keep a log.", "duty", "rule") == []
