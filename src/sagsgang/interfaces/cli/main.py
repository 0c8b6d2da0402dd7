"""`sagsgang`: one command a module; a command is imported when it is called, so that reading needs no database.

A command module has `HELP` (a marked sentence), `configure(parser)` and `run(args) -> int`, the exit code.
"""

from __future__ import annotations

import argparse
import importlib
import locale
import os
import sys
from collections.abc import Sequence

from sagsgang.pure.kernel import messages
from sagsgang.pure.kernel.errors import InputRefused, SagsgangError
from sagsgang.pure.kernel.sentences import sentence

from .language import language
from .store import unusable

#: Exit codes.
DONE, WRONG_USE, REFUSED, UNDECIDED, INTERRUPTED = 0, 2, 3, 4, 130
COMMANDS = ("read", "import", "release", "export", "verify", "reindex", "login", "serve", "jobs", "demo")


def _module(command: str) -> str:
    return f"sagsgang.interfaces.cli.{command}_command"


def _parser(chosen: str | None) -> argparse.ArgumentParser:
    """The parser of the whole command line; only the chosen command is configured (all of them where none is)."""
    parser = argparse.ArgumentParser(prog="sagsgang", description=messages._(
        "The open decision system of Danish municipalities."))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        if chosen in {None, name}:
            module = importlib.import_module(_module(name))
            help_ = messages._(module.HELP)
            module.configure(commands.add_parser(name, help=help_, description=help_))
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (0 done, 2 wrong use, 3 refused, 4 a person must decide)."""
    locale.setlocale(locale.LC_ALL, "C.UTF-8") if sys.platform == "linux" else None
    messages.use(language())
    words = list(sys.argv[1:] if argv is None else argv)
    chosen = words[0] if words and words[0] in COMMANDS else None
    args = _parser(chosen).parse_args(words)
    try:
        return int(importlib.import_module(_module(args.command)).run(args))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except SagsgangError as error:
        print(sentence(error), file=sys.stderr)
        return REFUSED if isinstance(error, InputRefused) else UNDECIDED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        told = unusable(error)
        if told is None:
            raise
        print(sentence(told), file=sys.stderr)
        return REFUSED


if __name__ == "__main__":
    sys.exit(main())
