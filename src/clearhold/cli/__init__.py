"""The command line: parse, call, print. A command has the name of the library function behind it.

Exit codes: 0 fine, 2 could not (one line on standard error), 3 findings where `--fail-on` asked for it.
"""

from __future__ import annotations

import sys

import typer

from clearhold._version import PROGRAM
from clearhold.cli import demo, explain, inspect, lists, match, screen, selftest

FINE, COULD_NOT, STOPPED = 0, 2, 130

app = typer.Typer(
    name="clearhold",
    help="Screens a fund's holdings against human-rights concern lists: which are listed, why and by whom, how much "
    "money that is, how sure the match is, and what could not be judged.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: rich takes a tenth of a second to import
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(demo.demo)
app.command()(screen.screen)
app.command()(inspect.inspect)
app.command()(explain.explain)
app.add_typer(lists.app)
app.command()(match.match)
app.command()(selftest.selftest)


@app.callback(invoke_without_command=True)
def clearhold(
    context: typer.Context,
    *,
    version: bool = typer.Option(False, "--version", help="Print the version and end.", is_eager=True),
) -> None:
    """The options before a command."""
    if version:
        typer.echo(PROGRAM)
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(run_command(sys.argv[1:]))


def run_command(arguments: list[str]) -> int:
    """The exit code of a command line; every error of ours is printed as one line on standard error."""
    try:
        return int(app(arguments, prog_name="clearhold", standalone_mode=False) or FINE)
    except typer.TyperException as fault:
        command = getattr(getattr(fault, "ctx", None), "command_path", "clearhold")
        return _say(f"{fault.format_message().rstrip('.')}; see {command} --help")
    except typer.Abort:
        return _say("stopped", STOPPED)
    except Exception as fault:
        if _is_ours(fault):
            return _say(str(fault))
        if isinstance(fault, OSError):
            return _say(f"{fault.filename or 'a file'}: {fault.strerror or fault}; what was written before stays")
        raise


def _is_ours(fault: Exception) -> bool:
    from clearhold.model import ClearholdError

    return isinstance(fault, ClearholdError)


def _say(message: str, code: int = COULD_NOT) -> int:
    sys.stderr.write(f"clearhold: {' '.join(message.split())}\n")
    return code
