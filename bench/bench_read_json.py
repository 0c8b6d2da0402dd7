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


def _generated(number: int) -> bytes:
    """A meeting of the size of a real one: fifteen items with a table, lists, headings and a course."""
    paragraph = "<p>Udvalget drøftede sagen <em>grundigt</em> og ønsker&nbsp;en status i foråret. </p>\n" * 12
    table = "<table><tbody>" + "<tr><td><p>Drift</p></td><td><p>1.250</p></td></tr>" * 8 + "</tbody></table>"
    listed = "<ol>" + "<li>at forslaget godkendes</li>" * 4 + "</ol>"
    html = ("<div><div id='sagsfremstillingContainer'>\r\n<div><h3>Beslutning</h3>\r\n"
            "<span>Godkendt.<br><br>Afbud: Ida Lund</span>\r\n</div>\r\n<h3>Fremstilling</h3>\r\n"
            f"<span><h4>Resume</h4>\n{paragraph}<h4>Indstilling</h4>{listed}<h4>Sagsbeskrivelse</h4>"
            f"{paragraph}{table}{paragraph}</span><h3>Sagens forløb</h3><span class='sagsforloeb'>"
            "<u>01-09-2031 Økonomiudvalget</u><br>\r Anbefales.<br></span></div></div>")
    return json.dumps({
        "Udvalg": {"Navn": "Havneudvalget"}, "Id": f"m{number}",
        "Moede": {"Dato": "2031-09-03T16:30:00+02:00", "Moededeltagere": [{"Name": "Ida Lund", "Absent": False}]},
        "Dagsordenpunkter": [{"Punktnummer": str(n), "Navn": f"Sag {n}", "Felter": [{"Navn": "", "Html": html}],
                              "Bilag": []} for n in range(1, 16)]}, ensure_ascii=False).encode()


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
