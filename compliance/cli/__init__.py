"""The command line: parse options, call the library once, print, exit; the only reader of the clock."""

from __future__ import annotations

import gc
import importlib
import sys

import click

# A command's module is imported when the command runs, so that "compliance --help" is quick.
_COMMANDS = {
    "build": "Check, analyse, and write every document of a developer.",
    "check": "Is the content sound? List what is wrong with it.",
    "fmt": "Write content files in the one canonical shape.",
    "show": "Print a provision, a commitment or anything else, by its identifier.",
    "explain": "Say why an obligation applies and got its verdict, or what a rule means.",
    "applies": "List the obligations that bind a developer on a day.",
    "gaps": "List what is not met, with severity, reasons and what would close it.",
    "write": "Write one document: the framework or the gap report.",
    "export": "Write the whole content for other programs: RDF or JSON.",
    "sources": "Attach official texts, and hold the catalogs against them.",
    "review": "Record that a judgement was reviewed as it stands.",
    "new": "Start a law, a policy, a crosswalk or a developer's file.",
}


class _Commands(click.Group):
    """The commands, in the order in which people meet them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command = importlib.import_module(f"compliance.cli.{name}_").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in _COMMANDS:
            from compliance.diagnostics import did_you_mean

            hint = did_you_mean(args[0], _COMMANDS, otherwise="'compliance --help' lists the commands")
            raise click.UsageError(f"There is no command '{args[0]}': {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        import compliance

        click.echo(f"compliance {compliance.__version__}")
        ctx.exit()


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="Print the version."
)
def cli() -> None:
    """Link a frontier-AI developer's published commitments to the obligations that bind it.

    \b
    compliance build                              the main job: check, analyse, write
    compliance gaps --as-of 2026-03-31            what is not met, and why
    compliance explain us-ca/sb-53#22757.12.a.2   why one obligation got its verdict

    Exit codes: 0 sound, 1 findings, 2 wrong usage or unreadable input.
    """


def main() -> None:
    """The entry point of the command ``compliance``."""
    # A command keeps nearly all that it makes until it ends; looking for what could be freed costs a tenth of its time.
    gc.disable()
    # Results hold section signs and quotation marks whatever the terminal's locale says.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        cli(prog_name="compliance")
    except OSError as error:
        # Commands tell their own errors; this one is from printing help, such as on a full disk.
        click.echo(f"error: standard output: {error.strerror or error}", err=True)
        sys.stdout = None  # nothing more is flushed into it when the program ends
        sys.exit(2)
