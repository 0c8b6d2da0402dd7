"""`sagsgang verify`: is everything still what it was?"""

from __future__ import annotations

import argparse

from sagsgang.pure.kernel.messages import N_, _

from .store import add_home_option, open_store

HELP = N_("make every hash and every derived row again, compare, and name each thing that is not what it was")
DONE, UNDECIDED = 0, 4


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_home_option(parser)


def run(args: argparse.Namespace) -> int:
    """Print a sentence for each problem; 0 where there is none."""
    open_store(args.home)
    from sagsgang.procedures.verify_store import verify_store

    report = verify_store()
    if report.busy:
        print(_("The store is being written to, so nothing certain can be said now; run “verify” again."))
        return UNDECIDED
    for line in (*report.completed, *report.problems):
        print(line)
    if report.problems:
        print(_("Problems: {count}. Keep a copy of the store before you change anything.").format(
            count=len(report.problems)))
        return UNDECIDED
    print(_("Everything is as it was."))
    return DONE
