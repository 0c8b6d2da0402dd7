"""`sagsgang login`: make a login to the workspace."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import UTC, datetime

from sagsgang.pure.kernel.actor import CLI, Actor
from sagsgang.pure.kernel.messages import N_, _

from .store import add_home_option, open_store

HELP = N_("make a login to the workspace; the password is asked for, or read from the first line of the input")
DONE, WRONG_USE = 0, 2
ROLES = ("importer", "publisher", "administrator")
SHORTEST = 12
#: Whoever has the machine has the store: they can always let an administrator in again.
_RESCUER = Actor(CLI.key, frozenset({"administrator"}))


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("username", metavar="NAME", help=_("what the person logs in as"))
    parser.add_argument("--role", action="append", choices=ROLES, default=[], help=_(
        "importer: review, accept and reject papers; publisher: make them public; administrator: set up people, bodies "
        "and rules; may be given more than once"))
    parser.add_argument("--full-name", default="", metavar="NAME", help=_("the person's name, as the pages show it"))
    parser.add_argument("--again", action="store_true", help=_(
        "the login is there: give it a new password and forget its second factor (the phone is lost)"))
    add_home_option(parser)


def run(args: argparse.Namespace) -> int:
    """Make the login; 2 where the password is too short or its repetition differs."""
    # A municipality that begins anew begins with its administrator; any other login is of a store that is there.
    open_store(args.home, create="administrator" in args.role and not args.again)
    from sagsgang.records.organisation.services import create_user, renew_login

    password = _password()
    if password is None:
        return WRONG_USE
    if args.again:
        renew_login(username=args.username, password=password, actor=_RESCUER, at=datetime.now(UTC))
    else:
        create_user(username=args.username, password=password, full_name=args.full_name, roles=args.role, actor=CLI,
                    at=datetime.now(UTC))
    print(_("{username} can log in now.").format(username=args.username))
    return DONE


def _password() -> str | None:
    if sys.stdin.isatty():
        password = getpass.getpass(_("Password: "))
        if password != getpass.getpass(_("Once more: ")):
            print(_("The two passwords differ; no login was made."), file=sys.stderr)
            return None
    else:
        password = sys.stdin.readline().rstrip("\n")
    if len(password) < SHORTEST:
        print(_("A password has at least {count} characters; no login was made.").format(count=SHORTEST),
              file=sys.stderr)
        return None
    return password
