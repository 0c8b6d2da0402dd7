"""`sagsgang jobs`: the work that is done while nobody waits for it. `sagsgang serve` does it by itself."""

from __future__ import annotations

import argparse
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress

from sagsgang.pure.kernel.messages import N_, _, use

from .store import add_home_option, open_store

HELP = N_("do, set off, or list the work that is done in the background")
DONE = 0


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("what", choices=("work", "clock", "list"), help=_(
        "work: do jobs until stopped; clock: set off what is due until stopped; list: show the newest jobs"))
    parser.add_argument("--clock", action="store_true", help=_("work: be the clock as well"))
    parser.add_argument("--until-empty", action="store_true", help=_("work: stop when nothing is left to do"))
    add_home_option(parser)


def run(args: argparse.Namespace) -> int:
    """Work until stopped, or list."""
    open_store(args.home)
    if args.what == "list":
        return _list()
    from sagsgang.interfaces.jobs.clock import run_clock
    from sagsgang.interfaces.jobs.worker import work

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with suppress(OSError):
        os.nice(5)  # whoever waits for a page goes first
    _speak()
    if args.what == "clock":
        run_clock(stop)
        return DONE
    clock = threading.Thread(target=_in_language(run_clock), args=(stop,), daemon=True)
    if args.clock:
        clock.start()
    work(stop, until_empty=args.until_empty)
    stop.set()
    if args.clock:
        clock.join(15)
    return DONE


def _speak() -> None:
    """Mails and outcomes are read by the people of the house, in the language of its pages."""
    from django.conf import settings

    use(settings.LANGUAGE_CODE)


def _in_language(run_clock: Callable[[threading.Event], None]) -> Callable[[threading.Event], None]:
    """A thread begins without the language of the one that started it."""
    def clock(stop: threading.Event) -> None:
        _speak()
        run_clock(stop)

    return clock


def _list() -> int:
    from django.utils import timezone

    from sagsgang.interfaces.jobs.queries import newest_jobs

    for job in newest_jobs():
        at = timezone.localtime(job.enqueued_at)
        print(f"{at:%Y-%m-%d %H:%M}  {job.words:<14}  {job.title}  {job.error}".rstrip())
    return DONE
