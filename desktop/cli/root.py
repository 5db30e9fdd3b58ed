"""The command's root: the table of verbs, the options that all share, and how answers and refusals leave.

Results go to stdout, sentences and progress to stderr. With ``--json`` stdout is one JSON object, or one a line for
verbs that answer many times. Exit codes are a contract: 0 done, 1 refused, 2 usage, 3 bad input, 4 unavailable,
5 damage or tampering, 130 cancelled.
"""

import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, override

import click
import platformdirs

from desktop.cli.answers import exit_code, guarded, json_line, print_refusal
from desktop.cli.paths import IN_FILE
from desktop.errors import Told, Unavailable
from desktop.words import catalogue

VERBS: dict[str, tuple[str, str]] = {
    # verb: (module in desktop.cli, what it does)
    "demo": ("demo", "make a complete invented practice office"),
    "tour": ("tour", "walk the real window through the main job and save pictures"),
    "init": ("init", "make a new office, by two people"),
    "operator": ("operator", "add, list, remove operators; change a passphrase"),
    "places": ("places", "list administrative areas with P-codes"),
    "schema": ("schema", "explain the JSON shape of a draft"),
    "register": ("register", "register households from JSON"),
    "household": ("household", "show or correct a household, record what happened in it"),
    "intermediary": ("intermediary", "note, list and end munshis and others who can be no collector or voucher"),
    "import": ("import_", "bring a list in as one batch; take a batch back"),
    "find": ("find", "find people by name in any script, village, code or CNIC"),
    "duplicates": ("duplicates", "list pairs of records that may be one person; decide a pair"),
    "person": ("person", "make two records one person, or take that back"),
    "card": ("card", "issue, show, replace or revoke cards"),
    "read": ("read", "read QR codes in pictures, PDF pages or a video"),
    "consent": ("consent", "show, give, withdraw or call off consents; carry out what is due"),
    "rights": ("rights", "record that a household was told its rights; the slip"),
    "programme": ("programme", "check, save, show or list programmes: what is given to whom"),
    "event": ("event", "note a hazard event, list events"),
    "round": ("round", "create, list, open, freeze or close rounds; their lists and how far they came"),
    "scan": ("scan", "the scan station's verdict; with --give, hand over"),
    "void": ("void", "take a hand-over back, with a reason"),
    "late-entry": ("late_entry", "enter what was handed over on paper, from its sheet"),
    "point": ("point", "the checklist and duties of a point; open it, close it; who did not come"),
    "day": ("day", "close the day of a point by its count, with the day sheet"),
    "stock": ("stock", "waybills, what came, moves, damage, loss, counts and the book of a point"),
    "release": ("release", "release goods by order, by two people"),
    "help-desk": ("help_desk", "who waits at the help desk; send somebody there, say what came of a visit"),
    "provisional": ("provisional", "hand out without a card, by two people, so many a day"),
    "allow": ("allow", "let a household draw that the list does not name, by two people"),
    "proxy": ("proxy", "let somebody collect for a household today, by two people"),
    "delivery": ("delivery", "who is served at home in a round"),
    "roster": ("roster", "print a muster sheet or a text list"),
    "van-list": ("van_list", "who needs an identity paper, for a registration van; note what came of it"),
    "reconcile": ("reconcile", "hold scans, hand-overs, stock and counts of a round side by side"),
    "sample": ("sample", "whom to ask after a distribution, by a printed seed"),
    "quiet-list": ("quiet_list", "what wants a second look; put a line aside with a reason"),
    "workplace": ("workplace", "record workplaces and visits, see how far one came"),
    "helpline": ("helpline", "list helplines; mark one as test-called"),
    "check": ("check", "walk the store and every log, name the first thing that does not fit"),
    "backup": ("backup", "write an encrypted, verified backup"),
    "restore": ("restore", "restore a backup into a new folder, by two people"),
    "accept-book": ("accept_book", "accept the book as it is after its memory was lost, by two people"),
    "doctor": ("doctor", "what this machine can do, each with the cure"),
}


@dataclass
class Doors:
    """What `__main__` hands over, because it needs Qt and the command line must not: window, tour, device probe."""

    window: Callable[["Options"], int]
    tour: Callable[..., Any]
    probe: Callable[[], Any]


@dataclass
class Options:
    """The global options, as given before or after the verb."""

    doors: Doors
    data: Path = field(default_factory=Path)
    operator: str = ""
    passphrase_file: Path | None = None
    json: bool = False
    lang: str = "en"
    quiet: bool = False


def data_folder(given: str | None) -> Path:
    """``--data``, else HAQDAR_DATA, else the platform's folder for user data."""
    named = given or os.environ.get("HAQDAR_DATA")
    return Path(named) if named else Path(platformdirs.user_data_dir("haqdar", appauthor=False)) / "office"


class Verbs(click.Group):
    """A group whose verbs are imported only when called, so that ``--help`` is quick."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Verbs in the table's order."""
        return list(VERBS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the verb's module; its object `command` is the verb."""
        if cmd_name not in VERBS:
            return None
        return importlib.import_module(f"desktop.cli.{VERBS[cmd_name][0]}").command

    @override
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As usual; a verb that is not there is answered with the nearest of the table, none of which is imported."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=VERBS, ctx=ctx) from error

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the table without importing anything."""
        with formatter.section("Verbs"):
            formatter.write_dl([(verb, text) for verb, (_, text) in VERBS.items()])


GLOBALS = {
    "--data": 1,
    "--operator": 1,
    "--passphrase-file": 1,
    "--json": 0,
    "--lang": 1,
    "--quiet": 0,
    "--replace": 0,
}


def globals_first(arguments: Sequence[str]) -> list[str]:
    """Move the global options before the verb, wherever they stood.

    Where a verb has an option of the same name (``--lang`` of papers, ``restore --data``), the one after the verb is
    the verb's and stays.
    """
    before: list[str] = []
    after: list[str] = []
    verb: str | None = None
    position = 0
    while position < len(arguments):
        argument = arguments[position]
        name, equals, _ = argument.partition("=")
        if argument == "--":
            after.extend(arguments[position:])
            break
        if name in GLOBALS and not (verb is not None and name in OWN_OPTIONS.get(verb, ())):
            width = GLOBALS[name] if not equals else 0
            before.extend(arguments[position : position + 1 + width])
            position += 1 + width
            continue
        if verb is None and not argument.startswith("-"):
            verb = argument
        after.append(argument)
        position += 1
    return before + after


OWN_OPTIONS: dict[str, tuple[str, ...]] = {
    "tour": ("--lang",),
    "card": ("--lang",),
    "roster": ("--lang",),
    "stock": ("--lang",),
    "van-list": ("--lang",),
    "day": ("--lang",),
    "sample": ("--lang",),
    "register": ("--lang",),
    "restore": ("--data",),
}


@click.group(cls=Verbs, invoke_without_command=True, no_args_is_help=False)
@click.option("--data", metavar="FOLDER", help="The office's folder; else HAQDAR_DATA, else the user data folder.")
@click.option("--operator", metavar="NAME", help="Who works; else HAQDAR_OPERATOR.")
@click.option("--passphrase-file", metavar="FILE", type=IN_FILE, help="Else asked on the terminal.")
@click.option("--json", "as_json", is_flag=True, help="Results as JSON on stdout.")
@click.option("--lang", type=click.Choice(["en", "ur", "sd"]), default="en", help="Language of sentences.")
@click.option("--quiet", is_flag=True, help="No progress on stderr.")
@click.option("--replace", is_flag=True, help="A file that is written may take the place of one that is there.")
@click.version_option(package_name="haqdar")
@click.pass_context
def root(
    ctx: click.Context,
    data: str | None,
    operator: str | None,
    passphrase_file: Path | None,
    as_json: bool,
    lang: str,
    quiet: bool,
    **_: bool,
) -> None:
    """Haqdar: register workers' households, print their cards, hand out relief. Without a verb the window opens."""
    doors: Doors = ctx.obj
    file = passphrase_file or (Path(named) if (named := os.environ.get("HAQDAR_PASSPHRASE_FILE")) else None)
    options = Options(
        doors=doors,
        data=data_folder(data),
        operator=operator or os.environ.get("HAQDAR_OPERATOR", ""),
        passphrase_file=file,
        json=as_json,
        lang=lang,
        quiet=quiet,
    )
    catalogue.use(lang)
    ctx.obj = options
    if ctx.invoked_subcommand is None:
        ctx.exit(doors.window(options))


def run(arguments: Sequence[str], doors: Doors) -> int:
    """Run the command line; returns the exit code and never lets an answer leave as a traceback."""
    _speak_utf8()
    with guarded():
        return _run(arguments, doors, as_json="--json" in arguments)


def _run(arguments: Sequence[str], doors: Doors, *, as_json: bool) -> int:
    try:
        answer = root.main(globals_first(arguments), prog_name="haqdar", standalone_mode=False, obj=doors)
    except click.UsageError as error:
        error.show()
        if as_json:
            emit({"error": {"code": "usage", "what": error.format_message(), "do": "haqdar --help", "safe": ""}})
        return 2
    except (click.Abort, KeyboardInterrupt):
        sys.stderr.write("\n")
        return 130
    except Told as told:
        print_refusal(told, as_json=as_json)
        return exit_code(told)
    except (BrokenPipeError, SystemExit):  # click's own way out of a broken pipe is an exit with 1
        # Nobody reads the answers any more, so the rest was not done; nor may the interpreter flush into the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exit_code(Unavailable())
    return answer if isinstance(answer, int) else 0


def _speak_utf8() -> None:
    """Whatever the terminal or the pipe is set to: an answer is told after the act, and must not break on a name."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    typed: object = sys.stdin
    if isinstance(typed, io.TextIOWrapper):
        typed.reconfigure(errors="replace")  # a hand scanner in a wrong mode must not end the lane


def emit(value: object) -> None:
    """One JSON object on stdout, flushed."""
    sys.stdout.write(json_line(value))
    sys.stdout.flush()
