"""Each command does what its help says, on the shipped catalogs and on a folder of one's own."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run

COMMANDS = [
    "build",
    "check",
    "fmt",
    "show",
    "explain",
    "applies",
    "gaps",
    "write",
    "export",
    "sources",
    "review",
    "new",
]
DAY = ("--as-of", "2026-03-31")


def test_help_lists_every_command(run: Run) -> None:
    """The first thing a user types names every command."""
    done = run("--help")

    assert done.returncode == 0
    listed = re.findall(r"^  (\w+) ", done.stdout.split("Commands:")[1], re.MULTILINE)
    assert listed == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    """The help of every command shows a line that can be typed."""
    done = run(command, "--help")

    assert done.returncode == 0
    assert f"  compliance {command}" in done.stdout


def test_shipped_content_is_sound(run: Run) -> None:
    """The catalogs that come with the program have neither errors nor warnings."""
    done = run("check", "--fail-on", "warning")

    assert (done.returncode, done.stdout) == (0, "")


def test_gaps_as_json(run: Run) -> None:
    """The findings are one object with the day, the developer, the policy, and one finding for every obligation."""
    done = run("gaps", *DAY, "--all", "--format", "json", "-q")
    found = json.loads(done.stdout)

    assert done.returncode == 0
    assert done.stderr == ""
    assert (found["as_of"], found["developer"], found["policy"]) == ("2026-03-31", "anthropic", "anthropic/rsp-3.0")
    for finding in found["findings"]:
        assert {"obligation", "citation", "applicability", "verdict", "flags"} <= set(finding)
        assert {"severity", "reasons", "missing", "commitments"} <= set(finding)
    gaps = {each["obligation"] for each in json.loads(run("gaps", *DAY, "--format", "json").stdout)["findings"]}

    assert gaps == {each["obligation"] for each in found["findings"] if each["gap"]}


def test_gaps_of_one_own_developer(run: Run, acme: Path) -> None:
    """A folder of one's own is laid over the shipped catalogs, and its policy is judged by its own crosswalk."""
    done = run("gaps", *DAY, "--content", str(acme), "--developer", "acme", "--all", "--format", "json")
    verdicts = {each["obligation"].partition("#")[2]: each["verdict"] for each in json.loads(done.stdout)["findings"]}

    assert verdicts["22757.12.a.9"] == "met"
    assert verdicts["22757.12.a.1"] == "not assessed"


def test_two_developers_must_be_told_apart(run: Run, acme: Path) -> None:
    """Where there are several developers, the command asks which is meant."""
    done = run("gaps", *DAY, "--content", str(acme))

    assert done.returncode == 2
    assert "several developers" in done.stderr
    assert "acme, anthropic" in done.stderr


def test_gaps_fail_on_gap(run: Run) -> None:
    """A pipeline can ask for exit code 1 where a gap is left."""
    assert run("gaps", *DAY, "--fail-on", "gap", "--format", "json").returncode == 1


def test_no_policy_in_force_is_said(run: Run) -> None:
    """On a day without a policy in force the command says so, and names a day that has one."""
    done = run("gaps", "--as-of", "2026-11-22", "--format", "json")

    assert "no policy of anthropic in the content is in force on 2026-11-22" in done.stderr
    assert "--as-of 2026-04-01" in done.stderr
    assert {each["verdict"] for each in json.loads(done.stdout)["findings"]} == {"not assessed"}


def test_applies(run: Run) -> None:
    """Before the act is in force nothing binds yet; on its first day most of it does."""

    def words(day: str) -> set[str]:
        done = run("applies", "--as-of", day, "--instrument", "us-ca/sb-53", "--format", "json")
        return {each["applicability"] for each in json.loads(done.stdout)["obligations"]}

    assert words("2025-12-31") <= {"not yet", "not yet, unknown", "does not apply"}
    assert "applies" in words("2026-01-01")


def test_applies_by_law(run: Run) -> None:
    """With several laws a table says how many obligations of each bind; those of a repealed one are left out."""
    done = run("applies", "--as-of", "2026-03-31")
    rows = [re.split(r"\s*[│┃]\s*", line)[1:-1] for line in done.stdout.split("This is no line")[0].splitlines()]
    laws = {row[0]: row[1:] for row in rows if len(row) > 3}

    assert laws["law"][0] == "applies"
    assert int(laws["SB 53, Stats. 2025, ch. 138"][0]) > 40
    assert laws["RAISE Act, L. 2026, ch. 96"][0] == "·"
    assert "no longer bind" in done.stdout
    assert "N.Y. Gen. Bus. Law § 1421(1)(a) [write]" not in done.stdout


def test_explain_an_obligation(run: Run) -> None:
    """The explanation names the role, the fact with its source, the place, and what was weighed."""
    done = run("explain", "us-ca/sb-53#22757.12.a.9", *DAY)

    assert done.returncode == 0
    for words in (
        "Does it bind? applies",
        "large frontier developer (Cal. Bus. & Prof. Code § 22757.11(j)): yes",
        "https://trust.anthropic.com/resources",
        "annual gross revenue > 500000000 USD in the preceding calendar year: not known",
        "frameworks/anthropic/developer.md:",
        "Verdict: ",
        "RSP 3.0 § 4",
    ):
        assert words in " ".join(done.stdout.replace("│", " ").split())


def test_explain_what_depends_on_a_commitment(run: Run) -> None:
    """A commitment's explanation lists the judgements that need it."""
    done = run("explain", "anthropic/rsp-3.0#4.1.post")

    assert done.returncode == 0
    assert "used by the judgements of" in done.stdout


@pytest.mark.parametrize("name", ["F203", "f203", "bad-value"])
def test_explain_a_rule(run: Run, name: str) -> None:
    """A rule is explained by its code or its name: what, why, wrong, right."""
    done = run("explain", name)

    assert done.returncode == 0
    assert done.stdout.startswith("F203 bad-value (error)\n")
    assert "Wrong:" in done.stdout
    assert "Right:" in done.stdout


def test_show(run: Run) -> None:
    """A provision is printed with everything below it, in the order of the law."""
    found = json.loads(run("show", "us-ca/sb-53#22757.12.b", "--format", "json").stdout)

    assert [each["id"].partition("#")[2] for each in found] == ["22757.12.b.1", "22757.12.b.2"]
    assert found[1]["due"] == "within 30 days of material modification"


@pytest.mark.parametrize("format_", ["markdown", "html", "docx", "pdf"])
def test_write_to_a_file(run: Run, tmp_path: Path, format_: str) -> None:
    """A document is written whole, in each format."""
    done = run("write", "framework", *DAY, "--format", format_, "--output", "out.bin")
    start = {"markdown": b"# ", "html": b"<!", "docx": b"PK", "pdf": b"%PDF"}[format_]

    assert done.returncode == 0
    assert (tmp_path / "out.bin").read_bytes().startswith(start)


def test_write_to_standard_output(run: Run) -> None:
    """'-' is standard output, and nothing else stands there."""
    done = run("write", "gap-report", *DAY, "--output", "-")

    assert done.stdout.startswith("# Gap report\n")


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (("rdf",), "@prefix"),
        (("rdf", "--part", "vocabulary"), "@prefix"),
        (("rdf", "--part", "shapes"), "@prefix"),
        (("json",), "{"),
        (("json", "--part", "schema"), "{"),
    ],
)
def test_export(run: Run, arguments: tuple[str, ...], start: str) -> None:
    """The content and what describes it come out for other programs."""
    done = run("export", *arguments)

    assert done.returncode == 0
    assert start in done.stdout[:3000]


def test_new_files_are_sound_and_claim_nothing(run: Run, tmp_path: Path) -> None:
    """What 'new' writes passes 'check' as it is, and a second 'new' does not write over it."""
    mine = ("--content", "mine")
    assert run("new", "developer", "acme", "--title", "Acme AI", *mine).returncode == 0
    assert run("new", "law", "us-tx/example-act", *mine).returncode == 0
    assert run("new", "policy", "acme/safety-policy-1", *mine).returncode == 0
    crosswalk = ("crosswalk", "acme/safety-policy-1/us-ca-sb-53")
    ends = ("--policy", "acme/safety-policy-1", "--instrument", "us-ca/sb-53")
    assert run("new", *crosswalk, *ends, *mine).returncode == 0
    before = (tmp_path / "mine/frameworks/acme/developer.md").read_bytes()

    assert run("check", *mine, "--fail-on", "warning").returncode == 0
    assert run("fmt", "--check", *mine).returncode == 0
    assert run("new", "developer", "acme", *mine).returncode == 2
    assert (tmp_path / "mine/frameworks/acme/developer.md").read_bytes() == before


def test_fmt(run: Run, acme: Path) -> None:
    """Formatting changes the shape and not the meaning, says what it changed, and twice is once."""
    path = acme / "frameworks/acme/policy.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("- kind", "*   kind").replace("\n- ", "\n*   "), encoding="utf-8"
    )

    assert run("fmt", "--check", "--content", str(acme)).returncode == 1
    assert run("fmt", "--content", str(acme)).returncode == 0
    assert "\n- track: unilateral\n" in path.read_text(encoding="utf-8")
    assert run("fmt", "--check", "--content", str(acme)).returncode == 0


def test_review_and_what_makes_it_stale(run: Run, acme: Path) -> None:
    """A reviewed judgement is no draft; when the policy's words change it is stale, and 'check' says so."""
    mine = ("--content", str(acme))
    listed = ("gaps", *DAY, *mine, "--developer", "acme", "--all", "--format", "json")

    def flags() -> list[str]:
        findings = json.loads(run(*listed).stdout)["findings"]
        return next(each["flags"] for each in findings if each["obligation"].endswith("#22757.12.a.9"))

    assert flags() == ["draft"]
    done = run(
        "review", "mappings/acme/policy/us-ca-sb-53#22757.12.a.9", "--by", "counsel", "--on", "2026-03-01", *mine
    )
    assert done.returncode == 0, done.stderr
    assert flags() == []
    policy = acme / "frameworks/acme/policy.md"
    policy.write_text(policy.read_text(encoding="utf-8").replace("a board committee", "a committee"), encoding="utf-8")

    assert flags() == ["stale"]
    assert run("check", *mine, "--fail-on", "warning").returncode == 1


def test_changing_a_track_changes_the_verdict_and_the_document(run: Run, acme: Path) -> None:
    """Turning a promise into a recommendation to the industry takes the verdict and the document's claim away."""
    mine = ("--content", str(acme), "--developer", "acme", *DAY)

    def verdict() -> str:
        findings = json.loads(run("gaps", *mine, "--all", "--format", "json").stdout)["findings"]
        return next(each["verdict"] for each in findings if each["obligation"].endswith("#22757.12.a.9"))

    def public() -> str:
        return run("write", "framework", *mine, "--edition", "public").stdout

    assert verdict() == "met"
    assert "A board committee sees to it" in public()
    policy = acme / "frameworks/acme/policy.md"
    policy.write_text(policy.read_text(encoding="utf-8").replace("unilateral", "recommendation"), encoding="utf-8")

    assert verdict() == "recommended only"
    assert "A board committee sees to it" not in public()


def test_build(run: Run, tmp_path: Path) -> None:
    """The main job writes every document of the developer, and says where they are and how it stands."""
    done = run("build", *DAY)
    names = sorted(path.name for path in (tmp_path / "output/anthropic").iterdir())

    assert done.returncode == 0
    assert "Verdicts by topic, as of 2026-03-31" in done.stdout
    assert "output/anthropic/" in done.stdout
    for stem in ("framework-public", "framework-internal", "gap-report"):
        for suffix in ("md", "html", "docx", "pdf"):
            assert f"{stem}.{suffix}" in names
    assert {"content.ttl", "content.json", "findings.json"} <= set(names)


@pytest.mark.parametrize("format_", ["json", "sarif", "annotations", "text"])
def test_check_formats(run: Run, acme: Path, format_: str) -> None:
    """The findings of a check name file, line and column in every format."""
    path = acme / "mappings/acme/policy/us-ca-sb-53.md"
    path.write_text(path.read_text(encoding="utf-8").replace("extent: full", "extent: ful"), encoding="utf-8")
    done = run("check", "--content", str(acme), "--format", format_)
    line = path.read_text(encoding="utf-8").split("\n").index("- extent: ful") + 1

    assert done.returncode == 1
    match format_:
        case "json":
            found = json.loads(done.stdout)[0]
            assert (found["line"], found["column"], found["code"]) == (line, 11, "F203")
        case "sarif":
            log = json.loads(done.stdout)
            region = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
            assert log["version"] == "2.1.0"
            assert (region["startLine"], region["startColumn"]) == (line, 11)
        case "annotations":
            assert done.stdout.startswith("::error file=")
            assert f"line={line},col=11" in done.stdout
        case _:
            assert f"us-ca-sb-53.md:{line}:11: error[F203]" in done.stdout
            assert "= help: use one of 'full', 'partial', 'none', 'conflict'" in done.stdout
