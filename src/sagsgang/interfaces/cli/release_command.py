"""`sagsgang release`: make accepted meetings public."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from sagsgang.pure.kernel.actor import CLI
from sagsgang.pure.kernel.errors import SagsgangError
from sagsgang.pure.kernel.messages import N_, _
from sagsgang.pure.kernel.sentences import sentence

from .progress import counted, say
from .store import add_home_option, open_store

HELP = N_("make accepted meetings public; a later release supersedes the earlier one, which stays")
DONE, WRONG_USE, UNDECIDED = 0, 2, 4


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("meetings", nargs="*", metavar="MEETING", help=_(
        "the key of a meeting as “import” prints it (body/date/time), or the beginning of one up to a slash"))
    parser.add_argument("--all", action="store_true", help=_("every meeting that has an accepted packet"))
    add_home_option(parser)


def run(args: argparse.Namespace) -> int:
    """Release each; what is released as it is stays as it is."""
    if bool(args.meetings) == args.all:
        print(_("Name the meetings to release, or --all."), file=sys.stderr)
        return WRONG_USE
    open_store(args.home)
    from sagsgang.procedures.publish_releases import publish_releases
    from sagsgang.procedures.release_meeting import release_meeting
    from sagsgang.records.imports import queries

    keys = queries.accepted_keys()
    unknown = [wanted for wanted in args.meetings if not _matching(wanted, keys)]
    for wanted in unknown:
        print(_("No accepted meeting has the key {key}.").format(key=wanted), file=sys.stderr)
    if unknown:
        waiting = {packet.meeting_key or "" for packet in queries.review_list()}
        return UNDECIDED if all(_matching(wanted, tuple(waiting)) for wanted in unknown) else WRONG_USE
    chosen = keys if args.all else tuple(dict.fromkeys(k for wanted in args.meetings for k in _matching(wanted, keys)))
    publish_releases()
    failed = False
    for key in counted(chosen, len(chosen)):
        try:
            made = release_meeting(key, actor=CLI, at=datetime.now(UTC))
        except SagsgangError as error:
            failed = True
            say(f"{key}: {sentence(error)}")
            continue
        say(f"{key}: " + (_("released as number {number}").format(number=made.sequence) if made
                          else _("is released as it is")))
    publish_releases()
    return UNDECIDED if failed else DONE


def _matching(wanted: str, keys: tuple[str, ...]) -> list[str]:
    return [key for key in keys if key == wanted or key.startswith(wanted.rstrip("/") + "/")]
