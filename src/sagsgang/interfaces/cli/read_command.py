"""`sagsgang read`: published papers in the packet form, without a database or settings."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sagsgang.pure.intake.reading import Reading
from sagsgang.pure.kernel import messages
from sagsgang.pure.kernel.errors import InputRefused, SagsgangError
from sagsgang.pure.kernel.messages import N_, _
from sagsgang.pure.kernel.sentences import sentence
from sagsgang.pure.packet.findings import Severity

from .inputs import Input, files_of, in_order, read_file
from .language import language
from .progress import counted, say

HELP = N_("read published papers and print them as packets; nothing is kept")
DONE, REFUSED = 0, 3
#: A finding's sentence is shown for these many findings of one file; the others are counted.
MOST_SHOWN = 20

_SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.INFO: N_("note")}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is printed about one file, what is said about it beside that, and the exit code that it asks for."""

    text: str
    complaint: str | None
    code: int


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("paths", nargs="+", metavar="FILE", help=_("a file, or a folder with files: PDF, JSON or text"))
    parser.add_argument("--format", choices=("json", "summary"), default="summary", help=_(
        "json: the packet form, one object a line; summary: what was found, for people (default: summary)"))
    parser.epilog = _("Exit code 3: a file was refused, or its layout is not known (then “layout” is null).")


def run(args: argparse.Namespace) -> int:
    """Read the files, print each as soon as it and those before it are read; 3 where one was refused or unknown."""
    paths = files_of(args.paths)
    if args.format == "json" and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    work = partial(answer, form=args.format, tongue=language())
    code = DONE
    answers = in_order(work, paths, lost=partial(unread, form=args.format))
    for made in counted(answers, len(paths)):
        say(made.text)
        if made.complaint:
            print(made.complaint, file=sys.stderr)
        code = max(code, made.code)
    return code


def answer(path: Path, form: str, tongue: str) -> Answer:
    """Read one file and say what it is; whatever is wrong with it is an answer too."""
    messages.use(tongue)
    read = read_file(path)
    code = DONE if read.reading is not None and read.reading.packet.layout is not None else REFUSED
    complaint = f"{read.name}: {sentence(read.error)}" if read.error else None
    if form == "json":
        return Answer(json.dumps(_form(read), ensure_ascii=False, separators=(",", ":")), complaint, code)
    text = _summary(read.name, read.reading) if read.reading is not None else f"{read.name}: {_('refused')}"
    return Answer(text, complaint, code)


def unread(path: Path, form: str) -> Answer:
    """What is said of a file whose reader died."""
    died = Input(path, None, error=InputRefused("jail-died", detail="-"))
    text = json.dumps(_form(died), ensure_ascii=False) if form == "json" else f"{died.name}: {_('refused')}"
    return Answer(text, f"{died.name}: {sentence(InputRefused('jail-died', detail='-'))}", REFUSED)


# ------------------------------------------------------------------ what is printed
def _form(read: Input) -> dict[str, Any]:
    """The packet form with its source, or the error with its source."""
    source = {"source": {"name": read.name, "sha256": read.sha256}}
    if read.reading is not None:
        return source | read.reading.form()
    error = read.error or SagsgangError("form-unknown", name=read.name)
    return source | {"error": {"code": error.code, "message": sentence(error)}}


def _summary(name: str, reading: Reading) -> str:
    """A few lines about one paper, for people."""
    packet, unknown = reading.packet, _("unknown")
    start = packet.meeting_start.strftime("%H:%M") if packet.meeting_start else unknown
    decisions = [decision for item in packet.items for decision in item.decisions]
    own = sum(decision.date == packet.meeting_date for decision in decisions)
    rows = [
        (_("layout"), packet.layout or unknown),
        (_("municipality"), packet.municipality or unknown),
        (_("body"), packet.committee or unknown),
        (_("meeting"), f"{packet.meeting_date or unknown}, {start}"),
        (_("edition"), packet.edition.value if packet.edition else unknown),
        (_("items"), _("{count}, of which closed {closed}").format(
            count=len(packet.items), closed=sum(item.access == "closed" for item in packet.items))),
        (_("decisions"), _("{count}, of which on the day of the meeting {own}").format(count=len(decisions), own=own)),
        (_("annexes"), _("{count} listed, {carried} with text").format(
            count=sum(len(item.annexes) for item in packet.items),
            carried=len(packet.annex_documents) + len(packet.annex_bodies))),
        (_("findings"), _finding_counts(reading)),
    ]
    width = max(len(label) for label, _value in rows)
    lines = [name, *(f"  {label:<{width}}  {value}" for label, value in rows)]
    told = [finding for finding in reading.findings if finding.severity is not Severity.INFO]
    lines += [f"    {_(_SEVERITIES[finding.severity])}: {finding.message}" for finding in told[:MOST_SHOWN]]
    if len(told) > MOST_SHOWN:
        lines.append("    " + _("and {count} more").format(count=len(told) - MOST_SHOWN))
    return "\n".join(lines)


def _finding_counts(reading: Reading) -> str:
    counts = Counter(finding.severity for finding in reading.findings)
    said = [f"{counts[severity]} {_(word)}" for severity, word in _SEVERITIES.items() if counts[severity]]
    return ", ".join(said) or "0"
