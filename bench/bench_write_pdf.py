"""Sixty pages by our writer against WeasyPrint: the same content, both tagged, both with contents and feet; CPU time.

Both sides print `packet()` below. Ours makes PDF/UA-1 with PDF/A-3a; WeasyPrint makes PDF/UA-1 from the HTML of the
same block trees, in the same fonts. Each print is a fresh process, starting and importing included.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from datetime import date, time
from html import escape
from pathlib import Path

from bench.ratio import Ratio
from sagsgang.pure.packet.blocks import Cell, Heading, ListBlock, Paragraph, Table
from sagsgang.pure.packet.model import Decision, Edition, Item, Packet, Section, SectionKind

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "src/sagsgang/pure/render/fonts"
ITEMS, ROUNDS, MOST = 46, 3, 0.2
_TEXT = ("Forvaltningen har gennemgået stierne langs søen sammen med lodsejerne, og i gennemgangen indgik både "
         "vedligeholdelse, belægning og adgang for kørestole. Udgiften afholdes inden for områdets ramme. ")


def packet() -> Packet:
    """Minutes of about sixty pages."""
    day = date(2024, 3, 6)
    head = tuple(Cell(text, header=True) for text in ("1.000 kr.", "2024", "2025", "2026", "2027"))

    def item(number: int) -> Item:
        rows = tuple((Cell(f"Strækning {number}.{row}", header=True), *(Cell(f"{row * year}.{number:03d}")
                      for year in range(1, 5))) for row in range(1, 9))
        text = tuple(Paragraph(f"{number}.{part} " + _TEXT * 3) for part in range(4))
        entries = tuple((Paragraph(f"at strækning {number}.{part} anlægges,"),) for part in range(3))
        return Item(str(number), f"Sti {number} langs søen", f"24/{1000 + number}", sections=(
            Section("Sagsfremstilling", SectionKind.PRESENTATION, (Heading(1, "Baggrund"), *text)),
            Section("Økonomi", SectionKind.ECONOMY, (Paragraph(_TEXT), Table((head, *rows)))),
            Section("Indstilling", SectionKind.RECOMMENDATION, (ListBlock(ordered=True, entries=entries),))),
            decisions=(Decision("Udvalget for Stier", day, (Paragraph("Godkendt."),)),))

    return Packet("Søby Kommune", "Udvalget for Stier", day, time(16), "Rådhuset", Edition.MINUTES, None,
                  tuple(item(number) for number in range(1, ITEMS + 1)))


_STYLE = (
    "@font-face {{ font-family: Noto; src: url({fonts}/NotoSans-Regular.ttf) }}"
    "@font-face {{ font-family: Noto; font-weight: bold; src: url({fonts}/NotoSans-Bold.ttf) }}"
    "@page {{ size: A4; margin: 24mm; @bottom-left {{ content: 'Udvalget for Stier' }}"
    " @bottom-right {{ content: 'Side ' counter(page) ' af ' counter(pages) }} }}"
    "body {{ font: 10pt Noto }} table {{ border-collapse: collapse; font-size: 9pt }}"
    "td, th {{ border-top: 0.4pt solid #b8b8b8; border-bottom: 0.4pt solid #b8b8b8; padding: 4pt }}"
    "nav a::after {{ content: target-counter(attr(href), page) }} h1, h2, h3 {{ break-after: avoid }}")


def html() -> str:
    """The same packet as one HTML page with contents, page numbers and running feet, as ours has them."""
    from sagsgang.pure.render.html import html_of

    items = packet().items
    titles = [f"Punkt {escape(item.number)}: {escape(item.title or '')}" for item in items]
    contents = "".join(f"<li><a href='#i{n}'>{title} </a></li>" for n, title in enumerate(titles))
    parts = [f"<h1 id=i{n}>{titles[n]}</h1><dl><dt>Sagsnummer</dt><dd>{escape(item.case_number or '')}</dd></dl>"
             + "".join(f"<h2>{escape(section.label)}</h2>{html_of(section.blocks, level=3, table='tabel')}"
                       for section in item.sections)
             + "".join(f"<h2>Beslutning</h2>{html_of(decision.blocks, level=3, table='tabel')}"
                       for decision in item.decisions) for n, item in enumerate(items)]
    return (f"<!doctype html><html lang=da><head><meta charset=utf-8><title>Udvalget for Stier</title>"
            f"<style>{_STYLE.format(fonts=FONTS.as_uri())}</style></head><body><nav><ol>{contents}</ol></nav>"
            f"{''.join(parts)}</body></html>")


def ours() -> bytes:
    """The packet by our writer."""
    from sagsgang.pure.render.pdf import pdf_of

    return pdf_of(packet())


def theirs() -> bytes:
    """The packet by WeasyPrint."""
    import weasyprint

    return bytes(weasyprint.HTML(string=html()).write_pdf(pdf_variant="pdf/ua-1"))


def pages(side: str) -> int:
    """How many pages a side prints."""
    return int(_run(f"import io, pikepdf; print(len(pikepdf.open(io.BytesIO(b.{side}())).pages))"))


def _run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", f"import bench.bench_write_pdf as b; {code}"], cwd=ROOT, check=True,
                          capture_output=True, text=True)
    return done.stdout


def _cpu(side: str) -> float:
    """CPU seconds of a fresh process that prints the packet once, starting and importing included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(f"b.{side}()")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure() -> list[Ratio]:
    """The median ratio of the rounds, each side by side."""
    pairs = [(_cpu("ours"), _cpu("theirs")) for _ in range(ROUNDS)]
    ours_, theirs_ = (statistics.median(side) for side in zip(*pairs, strict=True))
    return [Ratio("Writing a 60-page PDF against WeasyPrint, CPU of fresh processes",
                  statistics.median(a / b for a, b in pairs), MOST,
                  f"{pages('ours')} pages in {ours_:.1f} s, {pages('theirs')} pages in {theirs_:.1f} s")]
