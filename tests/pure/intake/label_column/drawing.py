"""Draws made-up papers of the label-column layout, as PDF and as text layer, in any look; all words are made up."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

MUNICIPALITY = "Fjordby Kommune"
COMMITTEE = "Havne- og Naturudvalget 2018-2021"
LABELS = {"forslag": "Administrationens forslag", "økonomi": "Økonomi og finansiering"}


@dataclass(frozen=True)
class Part:
    """A field: label as it should be read, paragraphs of its value; `printed`: the label if printed otherwise."""

    label: str
    paragraphs: tuple[str, ...]
    printed: str = ""


@dataclass(frozen=True)
class Entry:
    """An item and what should be read of it."""

    number: str
    title: str
    case: str | None
    parts: tuple[Part, ...]
    kind: str | None = None
    decisions: tuple[tuple[str, str, str], ...] = ()
    absent: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    recommendation: str | None = None


@dataclass(frozen=True)
class Sheet:
    """An annex: with a cover sheet (label) or only listed; its pages, each a list of paragraphs."""

    label: str
    title: str
    number: str
    pages: tuple[tuple[str, ...], ...] = ()
    covered: bool = True


@dataclass(frozen=True)
class Paper:
    """A whole paper."""

    items: tuple[Entry, ...]
    signed: tuple[tuple[str, str], ...] = ()
    sheets: tuple[Sheet, ...] = ()
    committee: str = COMMITTEE
    municipality: str = MUNICIPALITY
    day: str = "12. juni 2019"
    iso: str = "2019-06-12"
    start: str = "16:30"


@dataclass(frozen=True)
class Look:
    """How a paper is drawn."""

    font: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    size: float = 11
    leading: float = 1.3
    left: float = 60
    label_width: float = 140
    right: float = 50
    top: float = 60
    bottom: float = 60
    head: str = "caps"  # none, caps, every, first
    foot: str = "none"  # none, number, side, long
    page_per_item: bool = True
    bold_labels: bool = True
    drawn: str = "underscores"  # underscores, line, none
    soft: bool = False  # break long words with a hyphen
    mirrored: float = 0
    title_size: float = 1.2
    field_gap: float = 0.7
    width: float = A4[0]
    height: float = A4[1]
    colon: str = ""


def wrapped(text: str, width: float, font: str, size: float, soft: bool) -> list[str]:
    """Lines no wider than `width`; a true hyphen may end a line, and with `soft` any long word may be cut."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        for place, piece in enumerate(_pieces(word)):
            joint = " " if line and place == 0 else ""
            if stringWidth(line + joint + piece, font, size) <= width:
                line += joint + piece
                continue
            while (soft and len(piece) > 9 and piece.isalpha()) or stringWidth(piece, font, size) > width:
                cut = next(
                    (
                        n
                        for n in range(len(piece) - 3, 2, -1)
                        if stringWidth(line + joint + piece[:n] + "-", font, size) <= width
                    ),
                    0,
                )
                if not cut and not line:
                    break
                if not cut:
                    lines.append(line)
                    line, joint = "", ""
                    continue
                lines.append(line + joint + piece[:cut] + "-")
                line, joint, piece = "", "", piece[cut:]
                if stringWidth(piece, font, size) <= width:
                    break
            if line:
                lines.append(line)
            line = piece
    return [*lines, line] if line else lines


def _pieces(word: str) -> list[str]:
    parts = word.split("-")
    return [part + "-" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else []) if len(parts) > 1 else [word]


class _Pdf:
    def __init__(self, paper: Paper, look: Look) -> None:
        self.paper, self.look = paper, look
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(look.width, look.height), invariant=1)
        self.page = 1
        self.y = look.height - look.top
        self.opened = False

    @property
    def step(self) -> float:
        return self.look.size * self.look.leading

    @property
    def x(self) -> float:
        return self.look.left + (self.look.mirrored if self.page % 2 == 0 else 0)

    def open_page(self, head: bool) -> None:
        """Head and foot of a page."""
        look, self.opened = self.look, True
        self.y = look.height - look.top
        if head and look.head != "none":
            text = self.paper.committee.upper() if look.head != "every" else f"{self.paper.committee} {self.paper.day}"
            self.canvas.setFont(look.bold, look.size)
            self.canvas.drawString(self.x, look.height - look.top + 14, text)
        foot = {
            "number": str(self.page),
            "side": f"Side {self.page} af 99",
            "long": f"{self.paper.committee} onsdag den {self.paper.day} {self.page}",
        }.get(look.foot)
        if foot:
            self.canvas.setFont(look.font, 8)
            self.canvas.drawString(self.x, look.bottom - 30, foot)

    def turn(self, head: bool) -> None:
        """The next page."""
        if self.opened:
            self.canvas.showPage()
            self.page += 1
        self.open_page(head or self.look.head == "every")

    def room(self, height: float) -> None:
        if self.y - height < self.look.bottom:
            self.turn(False)

    def line(self, text: str, bold: bool = False, size: float = 0, x: float | None = None) -> None:
        """One full line."""
        size = size or self.look.size
        self.room(size * self.look.leading)
        self.y -= size * self.look.leading
        self.canvas.setFont(self.look.bold if bold else self.look.font, size)
        self.canvas.drawString(self.x if x is None else x, self.y, text)

    def field(self, label: str, paragraphs: tuple[str, ...]) -> None:
        """A label beside its value, row by row; either may be cut by the page's end."""
        look = self.look
        font = look.bold if look.bold_labels else look.font
        labels: list[str | None] = [*wrapped(label + look.colon, look.label_width - 8, font, look.size, look.soft)]
        width = look.width - self.x - look.label_width - look.right - look.mirrored
        values: list[str | None] = []
        for text in paragraphs:
            values += [None] if values else []
            values += wrapped(text, width, look.font, look.size, look.soft)
        self.y -= look.field_gap * self.step
        for row in range(max(len(labels), len(values))):
            self.room(self.step)
            self.y -= self.step
            if row < len(labels):
                self.canvas.setFont(font, look.size)
                self.canvas.drawString(self.x, self.y, labels[row])
            if row < len(values) and values[row]:
                self.canvas.setFont(look.font, look.size)
                self.canvas.drawString(self.x + look.label_width, self.y, values[row])

    def item(self, entry: Entry, first: bool) -> None:
        look = self.look
        if look.page_per_item or first:
            self.turn(True)
        else:
            self.y -= 2 * self.step
            self.room(6 * self.step)
        size = look.size * look.title_size
        for text in wrapped(f"{entry.number}. {entry.title}", look.width - self.x - look.right, look.bold, size, False):
            self.line(text, bold=True, size=size)
        self.field("Sagsnr.:", (entry.case,) if entry.case else ())
        for part in entry.parts:
            if part.printed.startswith("Beslutning") and look.drawn != "none":
                self.rule()
            self.field(part.printed or part.label, part.paragraphs)

    def rule(self) -> None:
        if self.look.drawn == "underscores":
            self.line("_" * 50)
        else:
            self.y -= 6
            self.canvas.line(self.x, self.y, self.look.width - self.look.right, self.y)

    def rest(self) -> None:
        """Signatures, sheets and their bodies."""
        look = self.look
        if self.paper.signed:
            self.turn(False)
            self.line("Signeret af:")
            for name, role in self.paper.signed:
                for text in ("", "_" * 31, name, role):
                    self.line(text)
        for sheet in self.paper.sheets:
            if sheet.covered:
                self.turn(False)
                for text in wrapped(
                    f"Bilag: {sheet.label}. {sheet.title}", look.width - 2 * self.x, look.bold, look.size, False
                ):
                    self.line(text, bold=True)
                for text in _sheet_lines(self.paper, sheet):
                    self.line(text)
            for number, paragraphs in enumerate(sheet.pages, 1):
                self.turn(False)
                for text in [self.paper.municipality, "Havneafdelingen"] if number == 1 else [f"Side {number}"]:
                    self.line(text)
                for paragraph in paragraphs:
                    self.y -= self.step
                    for text in wrapped(paragraph, look.width - 2 * self.x, look.font, look.size, False):
                        self.line(text)

    def bytes(self) -> bytes:
        for place, entry in enumerate(self.paper.items):
            self.item(entry, place == 0)
        self.rest()
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()


def _sheet_lines(paper: Paper, sheet: Sheet) -> list[str]:
    return [
        "",
        f"Udvalg: {paper.committee}",
        f"Mødedato: {paper.day} - Kl. {paper.start}",
        "",
        "Adgang: Åben",
        f"Bilagsnr: {sheet.number}",
    ]


def pdf_of(paper: Paper, look: Look) -> bytes:
    """The paper as a PDF."""
    return _Pdf(paper, look).bytes()


@dataclass
class _Text:
    """How a text layer of the layout looks: a one-line label runs into its value, a wrapped one stands before it."""

    look: Look
    lines: list[str] = field(default_factory=list)

    def value(self, paragraphs: tuple[str, ...]) -> list[str]:
        made: list[str] = []
        for text in paragraphs:
            made += [" "] if made else []
            made += [line + " " for line in wrapped(text, 330, "Helvetica", 11, False)]
        return made

    def part(self, label: str, paragraphs: tuple[str, ...], cut: int = 0) -> None:
        labels = wrapped(label + self.look.colon, self.look.label_width - 8, "Helvetica-Bold", 11, False)
        values = self.value(paragraphs)
        if cut and len(labels) > cut:
            self.lines += [*labels[:cut], "", *values, " " + labels[cut], *labels[cut + 1 :], ""]
        elif len(labels) == 1:
            self.lines += [f"{labels[0]} {values[0] if values else ''}".rstrip(" "), *values[1:], ""]
        else:
            self.lines += [*labels, "", *values, ""]


def text_of(paper: Paper, look: Look, feeds: bool = False, cut: int = 0) -> str:
    """The paper as a text layer; `feeds`: a form feed begins a page, else a blank does; `cut`: the page ends after so
    many lines of the first label of a decision."""
    made = _Text(look)
    start = "\f" if feeds else " "
    for entry in paper.items:
        head = paper.committee.upper() if look.head != "none" else ""
        made.lines += [start + head, ""] if head else []
        title = wrapped(f"{entry.number}. {entry.title}", 420, "Helvetica-Bold", 13, False)
        made.lines += [("" if head else start) + title[0], *title[1:], "", f"Sagsnr.: {entry.case or ''}", ""]
        for part in entry.parts:
            decision = part.printed.startswith("Beslutning")
            made.lines += ["_" * 57] if decision and look.drawn == "underscores" else []
            made.part(part.printed or part.label, part.paragraphs, cut if decision and not feeds else 0)
            cut = 0 if decision else cut
    if paper.signed:
        made.lines.append(start + "Signeret af: ")
        for name, role in paper.signed:
            made.lines += ["", "_" * 31 + " ", name, role]
    for sheet in paper.sheets:
        if sheet.covered:
            made.lines += ["", "", start + f"Bilag: {sheet.label}. {sheet.title}", *_sheet_lines(paper, sheet), ""]
        for number, paragraphs in enumerate(sheet.pages, 1):
            made.lines += [start + (paper.municipality if number == 1 else f"Side {number}"), ""]
            for paragraph in paragraphs:
                made.lines += [*made.value((paragraph,)), ""]
    return "\n".join(made.lines) + "\n"


def decision(body: str, day: str, iso: str, *paragraphs: str) -> tuple[Part, tuple[str, str, str]]:
    """A dated decision's field, and what should be read of it."""
    text = "\n".join(paragraphs)
    return (Part("Beslutning", paragraphs, f"Beslutning {body} den {day}"), (body, iso, "" if text == "-" else text))


def entry(number: str, title: str, case: str | None, *parts: Part, **more: object) -> Entry:
    """An item whose decisions, as `decision` made them, are given by `decided`."""
    decided = more.pop("decided", ())
    all_parts = [*parts[:-1], *(part for part, _ in decided), parts[-1]]  # type: ignore[attr-defined]
    return replace(Entry(number, title, case, tuple(all_parts)), decisions=tuple(read for _, read in decided), **more)  # type: ignore[arg-type,attr-defined]
