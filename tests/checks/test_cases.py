"""Every rule finds what it is for, at its place, and its example of right content mends the wrong one."""

from pathlib import Path

import pytest

from compliance.checks import all_rules
from tests.checks.cases import PATHS, found_in, read_case, shown

RULES = all_rules()

# What is wrong with the bytes of a file cannot be written in a case; tests/content/test_reading.py has these.
OF_BYTES = {"F001", "F002", "F003", "F004", "F005", "F006"}


def test_base_is_sound(tmp_path: Path) -> None:
    """The content over which the cases are laid has no fault of its own."""
    assert shown(found_in({}, tmp_path), tmp_path) == ()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_case(path: Path, tmp_path: Path) -> None:
    """What is found is what the case expects, no more and no less."""
    case = read_case(path)

    assert shown(found_in(case.files, tmp_path), tmp_path) == case.expected
    assert any(each.endswith(f" {case.code}") for each in case.expected), "a case shows the rule that it is named after"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_mended(path: Path, tmp_path: Path) -> None:
    """The rule's own example of right content, or the case's, mends the case altogether."""
    case = read_case(path)
    rule = RULES[case.code]
    before, after = case.mended or (f"{rule.wrong}\n", f"{rule.right}\n")

    assert any(before in text for text in case.files.values()), "the text to be mended stands in the case"

    mended = {name: text.replace(before, after) for name, text in case.files.items()}

    assert shown(found_in(mended, tmp_path), tmp_path) == ()


@pytest.mark.parametrize("code", sorted(RULES))
def test_rule_explains_itself(code: str) -> None:
    """Each rule says what is wrong, why it matters, and shows both."""
    rule = RULES[code]

    assert rule.code == code
    assert rule.name
    assert rule.name == rule.name.lower()
    assert " " not in rule.name
    for text in (rule.what, rule.why):
        assert text.endswith(".")
        assert text[0].isupper()
    assert rule.wrong
    assert rule.right
    assert rule.wrong != rule.right


def test_every_rule_has_a_case() -> None:
    """No rule is without a case."""
    with_case = {path.name.partition("-")[0] for path in PATHS}

    # Those of verification have texts beside the content: tests/sources/test_verification.py.
    verifying = {code for code in RULES if code.startswith("V")}

    assert sorted(set(RULES) - with_case - OF_BYTES - verifying) == []
    assert sorted(with_case - set(RULES)) == []


def test_names_are_unique() -> None:
    """No two rules have the same name."""
    names = [rule.name for rule in RULES.values()]

    assert sorted(set(names)) == sorted(names)
