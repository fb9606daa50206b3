"""Measures the speed of ``compliance`` beside ``trestle``, its peer; ``make benchmark`` runs it.

Each figure is the CPU time, of the user and of the system, that one process takes from start to end: the least of
several runs. The runs of the two programs take turns, so that whatever else the machine does slows both.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OWN = str(ROOT / ".venv/bin/compliance")
PEER = str(ROOT / ".venv-peer/bin/trestle")
SMALL, LARGE = 1_000, 10_000
DAY = "2026-03-31"


@dataclass
class Command:
    """A command that is measured.

    Attributes:
        words: the program and its arguments.
        shown: how the table names it.
        folder: where it runs.
        runs: how often it is measured.
        seconds: of CPU, one for each run.
        megabytes: the most memory that a run held.
    """

    words: Sequence[str]
    shown: str
    folder: Path = ROOT
    runs: int = 1
    seconds: list[float] = field(default_factory=list)
    megabytes: float = 0

    @property
    def least(self) -> float:
        """The CPU seconds of the quickest run."""
        return min(self.seconds)

    def run(self, environment: dict[str, str], *, count: bool) -> None:
        """Runs it once in a new process.

        Raises:
            SystemExit: the program fails.
        """
        with tempfile.TemporaryFile() as told:
            process = subprocess.Popen(
                self.words, cwd=self.folder, env=environment, stdout=subprocess.DEVNULL, stderr=told
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                told.seek(0)
                sys.stderr.write(told.read().decode(errors="replace"))
                raise SystemExit(f"{' '.join(self.words)} failed with exit code {process.returncode}")
        if count:
            self.seconds.append(usage.ru_utime + usage.ru_stime)
            self.megabytes = max(self.megabytes, usage.ru_maxrss / 1024)


def main() -> None:
    """Builds the corpora, runs the commands in turns, and prints the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=7, help="runs of each command (default: %(default)s)")
    options.add_argument("--runs-large", type=int, default=3, help=f"the same for {LARGE} (default: %(default)s)")
    given = options.parse_args()
    for program in (OWN, PEER):
        if not Path(program).exists():
            sys.exit(f"{program} is not there; 'make benchmark' installs it")
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        folder = Path(name)
        environment = _environment(folder)
        build(folder, environment)
        commands = _commands(folder, given.runs, given.runs_large)
        for each in commands.values():
            # Once before, so that byte code is compiled and files are in memory.
            each.run(environment, count=False)
        for turn in range(max(given.runs, given.runs_large)):
            for each in commands.values():
                if turn < each.runs:
                    each.run(environment, count=True)
    print(_machine())
    print()
    print("\n".join(_table(commands)))
    print()
    print("\n".join(_verdicts(commands)))


def _environment(folder: Path) -> dict[str, str]:
    """The same for both; byte code goes to a folder of its own, whatever the caller's Python is told to do with it."""
    return {
        "PATH": os.defpath,
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }


def build(folder: Path, environment: dict[str, str]) -> None:
    """Writes both corpora, ``1000/content`` beside ``1000/oscal`` and so on."""
    for size in (SMALL, LARGE):
        workspace = folder / str(size) / "oscal"
        workspace.mkdir(parents=True)
        Command([PEER, "init", "--local"], "", workspace).run(environment, count=False)
        # Another process, because the memory that this one takes would be counted as that of those it starts.
        write = [sys.executable, "-m", "tests.benchmarks.generate", str(size), str(folder / str(size))]
        Command(write, "").run(environment, count=False)


def _commands(folder: Path, runs: int, runs_large: int) -> dict[str, Command]:
    def own(*words: str) -> list[str]:
        return [OWN, *words]

    def at(size: int, form: str) -> Path:
        return folder / str(size) / form

    validate = [PEER, "validate", "--all"]
    shipped = "what is shipped"
    commands = {
        "help": Command(own("--help"), "compliance --help"),
        "check": Command(own("check"), f"compliance check, {shipped}"),
        "gaps": Command(own("gaps", "--developer", "anthropic", "--as-of", DAY), f"compliance gaps, {shipped}"),
        "peer help": Command([PEER, "--help"], "trestle --help"),
        "own small": Command(own("check", "--content", str(at(SMALL, "content"))), f"compliance check, {SMALL:,}"),
        "peer small": Command(validate, f"trestle validate, {SMALL:,}", at(SMALL, "oscal")),
        "own large": Command(own("check", "--content", str(at(LARGE, "content"))), f"compliance check, {LARGE:,}"),
        "peer large": Command(validate, f"trestle validate, {LARGE:,}", at(LARGE, "oscal")),
    }
    for name, each in commands.items():
        each.runs = runs_large if name.endswith("large") else runs
    return commands


def _machine() -> str:
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        lines = information.read_text(encoding="utf-8").splitlines()
        model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), model)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{model}, {os.cpu_count()} processors, load {load}; {platform.system()}, Python {platform.python_version()}; "
        f"compliance {version('compliance')}, {_peer_version()}"
    )


def _peer_version() -> str:
    python = str(Path(PEER).with_name("python"))
    script = "from importlib.metadata import version; print('compliance-trestle', version('compliance-trestle'))"
    return subprocess.run([python, "-c", script], check=True, capture_output=True, text=True).stdout.strip()


def _table(commands: dict[str, Command]) -> Iterator[str]:
    rows = [("command", "CPU s", "memory MB", "runs")]
    for each in commands.values():
        rows.append((each.shown, f"{each.least:.2f}", f"{each.megabytes:.0f}", str(each.runs)))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for number, (name, *figures) in enumerate(rows):
        cells = [name.ljust(widths[0]), *(each.rjust(width) for each, width in zip(figures, widths[1:], strict=True))]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            rules = ["-" * widths[0], *(f"{'-' * (width - 1)}:" for width in widths[1:])]
            yield f"| {' | '.join(rules)} |"


def _verdicts(commands: dict[str, Command]) -> Iterator[str]:
    """The ratios, and whether each aim is reached."""
    seconds = {name: each.least for name, each in commands.items()}
    quicker = seconds["peer small"] / seconds["own small"]
    growth = seconds["own large"] / seconds["own small"]
    for what, figure, reached in (
        (f"check of {SMALL:,}: at least 1.5 times faster than trestle", f"{quicker:.2f} times", quicker >= 1.5),
        (f"check from {SMALL:,} to {LARGE:,}: not above 12 times", f"{growth:.1f} times", growth <= 12),
        ("--help: under 0.15 s of CPU", f"{seconds['help']:.2f} s", seconds["help"] < 0.15),
        ("gaps of what is shipped: under 1 s of CPU", f"{seconds['gaps']:.2f} s", seconds["gaps"] < 1),
    ):
        yield f"{'reached    ' if reached else 'NOT REACHED'}  {what}: {figure}"
    yield (
        f"beside them: check of {LARGE:,} is {seconds['peer large'] / seconds['own large']:.2f} times as fast as "
        f"trestle's, which grows {seconds['peer large'] / seconds['peer small']:.1f} times"
    )


if __name__ == "__main__":
    main()
