"""`sagsgang export`: every accepted meeting as its canonical packet."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from sagsgang.pure.kernel.messages import N_, _

from .store import add_home_option, open_store

HELP = N_("write the canonical packet of every accepted meeting; the same store gives the same bytes on any database")
DONE = 0


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--to", metavar="DIR|FILE", help=_(
        "a folder (a file for each meeting: body/date-time.json) or a file (a packet a line); without it a packet a "
        "line is printed"))
    add_home_option(parser)


def run(args: argparse.Namespace) -> int:
    """Write all packets in the order of their meetings' keys."""
    open_store(args.home)
    from sagsgang.procedures.export_store import export_store

    if args.to and _is_folder(args.to):
        for key, data in export_store():
            body, _slash, rest = key.partition("/")
            _write(Path(args.to) / body / f"{rest.replace('/', '-')}.json", data)
    elif args.to:
        _write(Path(args.to), b"".join(data + b"\n" for _key, data in export_store()))
    else:
        for _key, data in export_store():
            sys.stdout.buffer.write(data + b"\n")
        sys.stdout.flush()
    return DONE


def _is_folder(to: str) -> bool:
    """An existing folder, a name that ends like one, or one without a suffix."""
    return Path(to).is_dir() or to.endswith(os.sep) or not Path(to).suffix


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)
