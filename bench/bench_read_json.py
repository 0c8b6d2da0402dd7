"""Reading FirstAgenda meetings whole, against `json` and lxml parsing the same bytes; and the memory that it takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import lxml.html

from bench.ratio import Ratio, paired
from sagsgang.pure.intake.read import read

MOST, MOST_MEGABYTES, GENERATED = 6, 250, 192
_HERE = Path(__file__).parents[1]
_MEMORY = """
import resource, sys
from bench.bench_read_json import meetings, read_all
read_all(meetings())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def meetings() -> tuple[Sequence[bytes | Path], str]:
    """The real meetings where they are beside the project, else generated ones; and which of them."""
    shared = Path(os.environ.get("SAGSGANG_SHARED", _HERE.parent / "shared")) / "packets" / "firstagenda-json"
    files = sorted(shared.glob("*.json"))
    if files:
        return files, f"{len(files)} real meetings"
    return [_generated(number) for number in range(GENERATED)], f"{GENERATED} generated meetings"


_TEXT = ("Forvaltningen har gennemgået stierne langs søen sammen med lodsejerne, og udvalget får her en status på, "
         "hvad der er lavet, hvad der mangler, og hvad det koster i de kommende år\u00a0– også for driften. ")
_STYLE = " style='font-family: Verdana, sans-serif; font-size: 10pt; line-height: 115%'"
#: How many paragraphs the items of a meeting have, one after the other. As in the real ones a third says almost
#: nothing, half of them stand around a page or two, and the longest tenth has most of the text.
_PARAGRAPHS = (0, 4, 15, 0, 24, 9, 1, 38, 0, 16, 6, 28, 0, 120, 12)


def _generated(number: int) -> bytes:
    """A meeting like a real one in its sizes, in tags and attributes a kilobyte, and in what its fields hold."""
    items = [{"Punktnummer": str(n), "Navn": f"Sag {n}", "Felter": [{"Navn": "", "Html": _field(count)}], "Bilag": []}
             for n, count in enumerate(_PARAGRAPHS, 1)]
    return json.dumps({
        "Udvalg": {"Navn": "Havneudvalget"}, "Id": f"m{number}",
        "Moede": {"Dato": "2031-09-03T16:30:00+02:00", "Moededeltagere": [{"Name": "Ida Lund", "Absent": False}]},
        "Dagsordenpunkter": items}, ensure_ascii=False).encode()


def _field(count: int) -> str:
    """A field with a decision, and so many paragraphs of text with the lists and tables that go with them."""
    text = "".join(f"<p><span{_STYLE}>{_TEXT}</span>&nbsp;<em>{_TEXT[:40]}</em></p>\n" if n % 4 == 0 else
                   f"<p class='xsltParagraph'>{_TEXT}</p>\n" for n in range(count))
    cell = f"<td width='120' valign='top'{_STYLE}>1.250</td>\n"
    table = f"<table{_STYLE}><tbody>" + f"<tr>{cell * 3}</tr>\n" * (count // 4) + "</tbody></table>"
    listed = "<ul>\n" + f"    <li>{_TEXT[:110]}</li>\n" * (count // 4) + "</ul>"
    case = (f"<h3>Fremstilling</h3>\n<span class='ukendt'><h2>Resume</h2>\n<p>{_TEXT}</p>\n"
            f"<h2>Indstilling</h2>\n{listed}<h2><span>Sagsbeskrivelse</span></h2>\n{text}{table}</span>"
            "<h3>Sagens forløb</h3><span class='sagsforloeb'>"
            "<u>01-09-2031 Økonomiudvalget</u><br>\r Anbefales.<br></span>")
    return ("<div><div id='sagsfremstillingContainer'>\r\n<div><h3>Beslutning</h3>\r\n<span>"
            f"<p class='xsltFirstParagraph'>Godkendt.</p>\nAfbud: Ida Lund</span>\r\n</div>\r\n{case if count else ''}"
            "</div></div>")


def _bytes(meeting: bytes | Path) -> bytes:
    return meeting if isinstance(meeting, bytes) else meeting.read_bytes()


def read_all(of: tuple[Sequence[bytes | Path], str]) -> int:
    """Read every meeting as the command does, one after the other."""
    return sum(len(read(_bytes(meeting), "meeting.json").packet.items) for meeting in of[0])


def _parse_all(of: tuple[Sequence[bytes | Path], str]) -> int:
    """What any reader of these bytes must do at least: parse the JSON, and the HTML of every field."""
    parsed = 0
    for meeting in of[0]:
        for item in json.loads(_bytes(meeting))["Dagsordenpunkter"]:
            for field in item["Felter"]:
                lxml.html.fromstring(field["Html"])
                parsed += 1
    return parsed


def measure() -> list[Ratio]:
    """Time, and the highest memory of a process that reads them all."""
    of = meetings()
    memory = subprocess.run([sys.executable, "-c", _MEMORY], cwd=_HERE, check=True, capture_output=True, text=True,
                            env=os.environ | {"PYTHONPATH": f"{_HERE}{os.pathsep}{_HERE / 'src'}"})
    return [
        paired("JSON meetings: reading them whole / json + lxml on the same bytes", lambda: read_all(of),
               lambda: _parse_all(of), most=MOST, note=of[1], clock=time.process_time),
        Ratio("JSON meetings: highest memory of reading them all / 250 MB", int(memory.stdout) / MOST_MEGABYTES, 1,
              f"{int(memory.stdout)} MB"),
    ]
