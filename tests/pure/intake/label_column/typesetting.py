"""Draws the made-up papers once more with a typesetter of web pages, which has its own way with words and breaks."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import weasyprint

from .drawing import Entry, Paper, Part, Sheet


@dataclass(frozen=True)
class Print:
    """How a paper is set."""

    size: str = "A4"
    margin: str = "20mm 20mm 22mm 22mm"
    font: str = "DejaVu Sans"
    points: float = 10
    leading: float = 1.3
    label: str = "width:42mm"
    titles: str = "{n}. {title}"
    feet: str = ""
    page_per_item: bool = True
    head: bool = True
    rule: bool = True
    text: str = ""
    paragraphs: str = "2mm"


def _three(paper: Paper) -> str:
    """Feet side by side, each wrapped in a box of its own."""
    return (
        f"@bottom-left{{content:'{paper.committee}'}} @bottom-center{{content:'onsdag den 12-06-2019'}} "
        "@bottom-right{content:counter(page)}"
    )


def _row(part: Part) -> str:
    value = "".join(f"<p>{escape(text)}</p>" for text in part.paragraphs) or "<p>&nbsp;</p>"
    return f"<tr><td class=l>{escape(part.printed or part.label)}</td><td>{value}</td></tr>"


def _item(entry: Entry, paper: Paper, look: Print) -> str:
    head = f"<div class=head>{escape(paper.committee.upper())}</div>" if look.head else ""
    rows: list[str] = [_row(Part("Sagsnr.:", (entry.case,) if entry.case else ()))]
    for part in entry.parts:
        if look.rule and (part.printed or "").startswith("Beslutning"):
            rows.append("<tr class=rule><td></td><td></td></tr>")
        rows.append(_row(part))
    title = escape(look.titles.format(n=entry.number, title=entry.title))
    # A table a field: a label is then pushed to the next page as a whole where it does not fit.
    fields = "".join(f"<table>{row}</table>" for row in rows)
    return f"<section class=item>{head}<h1>{title}</h1>{fields}</section>"


def _sheet(sheet: Sheet, paper: Paper) -> str:
    cover = (
        f"<section class=new><p><b>Bilag: {sheet.label}. {escape(sheet.title)}</b></p><p>Udvalg: {paper.committee}<br>"
        f"Mødedato: {paper.day} - Kl. {paper.start}</p><p>Adgang: Åben<br>Bilagsnr: {sheet.number}</p></section>"
    )
    pages = [
        "<section class=new>"
        + (f"<p>{paper.municipality}<br>Havneafdelingen</p>" if number == 0 else "")
        + "".join(f"<p>{escape(text)}</p>" for text in page)
        + "</section>"
        for number, page in enumerate(sheet.pages)
    ]
    return (cover if sheet.covered else "") + "".join(pages)


def _style(paper: Paper, look: Print) -> str:
    feet = _three(paper) if look.feet == "three" else look.feet
    return f"""@page{{size:{look.size};margin:{look.margin};{feet}}}
    body{{font:{look.points}pt/{look.leading} '{look.font}';{look.text}}} p{{margin:0 0 {look.paragraphs}}}
    .item{{{'break-before:page' if look.page_per_item else ''}}} .new{{break-before:page}}
    h1{{font-size:1.15em;margin:3mm 0;text-align:left}} .head{{font-weight:bold;margin-bottom:3mm}}
    table{{width:100%;border-collapse:collapse;margin-bottom:3mm}} td{{vertical-align:top;padding:0}}
    .l{{font-weight:bold;text-align:left;hyphens:manual;padding-right:3mm;{look.label}}}
    .rule td{{height:4mm;border-bottom:.5pt solid black}}"""


def printed(paper: Paper, look: Print) -> bytes:
    """The paper as a PDF."""
    signed = "".join(f"<p style='margin-top:8mm'>{escape(name)}<br>{role}</p>" for name, role in paper.signed)
    body = [_item(entry, paper, look) for entry in paper.items]
    body += [f"<section class=new><p>Signeret af:</p>{signed}</section>"] if signed else []
    body += [_sheet(sheet, paper) for sheet in paper.sheets]
    page = f"<html lang=da><style>{_style(paper, look)}</style><body>{''.join(body)}"
    return weasyprint.HTML(string=page).write_pdf() or b""
