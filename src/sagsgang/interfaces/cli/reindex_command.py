"""`sagsgang reindex`: the search index is made again from the public store."""

from __future__ import annotations

import argparse

from sagsgang.pure.kernel.messages import N_, _

from .progress import told
from .store import add_home_option, open_store

HELP = N_("make the search index again from the public store")
DONE = 0


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_home_option(parser)


def run(args: argparse.Namespace) -> int:
    """Readers keep the old index until the new one is whole."""
    open_store(args.home)
    from sagsgang.records.openstore.search import rebuild_index

    count = rebuild_index(told())
    print(_("Meetings in the index: {count}.").format(count=count))
    return DONE
