"""Reading a 60-page PDF of the label-column layout against fetching the box of every character of it."""

from __future__ import annotations

import ctypes
import io
import time

import pypdfium2
import pypdfium2.raw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from bench.ratio import Ratio, paired
from sagsgang.pure.intake.label_column import read_pages
from sagsgang.pure.intake.pdf import pages_of

PAGES = 60
_SENTENCE = "Forvaltningen har undersøgt, hvad vejen, stien og broen koster at holde i de næste fire år, "
_LABELS = ("Punkttype", "Tema", "Sagsbeskrivelse", "Afledte konsekvenser", "Bilag", "Fraværende")


def paper() -> bytes:
    """A paper of sixty items, one a page, about 2,600 characters each; all words are made up."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for number in range(1, PAGES + 1):
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(60, 790, "VEJ- OG STIUDVALGET 2018-2021")
        canvas.drawString(60, 760, f"{number}. Vejen ved åen, etape {number}")
        y = 735
        for label, lines in (("Sagsnr.:", [f"18/{1000 + number}"]), *((label, _value(label)) for label in _LABELS),
                             ("Beslutning den 13-06-2018", ["Godkendt."])):
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(60, y, label)
            canvas.setFont("Helvetica", 10)
            for line in lines:
                canvas.drawString(200, y, line)
                y -= 13
            y -= 8
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _value(label: str) -> list[str]:
    if label == "Punkttype":
        return ["Beslutning"]
    return [_SENTENCE[shift:] + _SENTENCE[:shift] for shift in range(30)][: 29 if label == "Sagsbeskrivelse" else 2]


def every_box(data: bytes) -> int:
    """Ask the library for the box of every character, and do nothing with it."""
    document = pypdfium2.PdfDocument(data)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    box = pypdfium2.raw.FPDFText_GetCharBox
    asked = 0
    for page in document:
        text = page.get_textpage()
        raw, count = text.raw, text.count_chars()
        for index in range(count):
            box(raw, index, left, right, bottom, top)
        asked += count
        text.close()
        page.close()
    document.close()
    return asked


def measure() -> list[Ratio]:
    """The ratios of this bench, in time of this process."""
    data = paper()
    characters = every_box(data)
    reading = read_pages(pages_of(data), "bench.pdf")
    assert reading is not None, "the bench's paper is not recognised"
    assert len(reading.packet.items) == PAGES, "the bench's paper is not read"
    note = f"{PAGES} pages, {characters} characters"
    return [
        paired("PDF: pages as lines of words / every character's box", lambda: pages_of(data), lambda: every_box(data),
               most=3, clock=time.process_time, note=note),
        paired("PDF: a 60-page packet read / every character's box", lambda: read_pages(pages_of(data), ""),
               lambda: every_box(data), most=3, clock=time.process_time, note=note),
    ]
