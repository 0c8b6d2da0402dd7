"""Drafts and agendas as plain values with rules of their own: what a random walk compares the program with.

Nothing here asks the program. Who may do what, which state follows which, which number an item gets and what of it
everybody may read is written down a second time, from what the rules say and not from what the code does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count

BODY_SIDE = frozenset({"sekretaer", "formand", "naestformand", "medlem"})
PATH = (frozenset({"leder", "vikar"}), frozenset({"direktoer"}))
LADDER = ("open", "closed", "personal")
MOVES = {
    "edit": {"draft": "draft", "returned": "returned"},
    "submit": {"draft": "in-approval", "returned": "in-approval"},
    "recall": {"in-approval": "draft"},
    "reopen": {"approved": "draft"},
    "correct": {"sent": "draft"},
    "withdraw": {"draft": "withdrawn", "returned": "withdrawn", "approved": "withdrawn"},
    "restore": {"withdrawn": "draft"},
}


def strictest(*levels: str) -> str:
    """The level that shows least."""
    return LADDER[max(map(LADDER.index, levels))]


@dataclass(frozen=True)
class Text:
    """What a draft says: its title's word, those of its sections, its annex's, and who may read it."""

    access: str
    title: str
    words: frozenset[str]
    annex: str
    annex_access: str


@dataclass
class Draft:
    """A draft on its way; `level` is how far through the path it is, `named` whether it ever began."""

    text: Text
    state: str = "draft"
    level: int = 0
    named: bool = False
    edits: int = 1

    def writers(self) -> frozenset[str]:
        """Who may write on it."""
        return frozenset({"skriver"} if self.text.access == "personal" else {"skriver", "makker"})

    def readers(self) -> frozenset[str]:
        """Who may see it as it stands."""
        found = set(self.writers())
        found |= {"leder"} if self.text.access != "personal" else set()
        found |= frozenset.union(*PATH) if self.named else frozenset()
        waits = self.state == "in-approval" and self.text.access != "personal"
        found |= {"sekretaer"} if waits or self.state in {"approved", "sent"} else set()
        found |= {"formand", "naestformand"} if self.state in {"approved", "sent"} else set()
        return frozenset(found)

    def objection(self, act: str, who: str) -> str | None:
        """Why not, as a code."""
        if who not in self.writers():
            return "not-your-draft"
        return None if self.state in MOVES[act] else "illegal-act"

    def objection_to_deciding(self, who: str) -> str | None:
        """Why this person may not approve or return it now."""
        if self.state != "in-approval":
            return "illegal-act"
        return None if who in PATH[self.level] else "not-your-turn-to-approve"

    def move(self, act: str) -> None:
        """Do it."""
        self.state = MOVES[act][self.state]
        if act == "submit":
            self.level, self.named = 0, True

    def approve(self) -> None:
        """One level more."""
        self.level += 1
        if self.level == len(PATH):
            self.state = "approved"


#: What is compared from one version to the next.
Printed = tuple[object, ...]


@dataclass(eq=False)
class Entry:
    """A place on an agenda; `sent` is the text that went out last, `printed` how."""

    draft: int | None
    title: str
    access: str
    at_end: bool = False
    unlisted: bool = False
    number: int | None = None
    removed: bool = False
    sent: Text | None = None
    printed: Printed | None = None


@dataclass(frozen=True)
class Shown:
    """An item of a version: its level, whose draft it is of, the words and the number that everybody may read."""

    access: str
    draft: int | None
    words: frozenset[str]
    listed: bool


@dataclass
class Meeting:
    """A meeting; `versions` is what was sent, oldest first, by number."""

    last_day: date
    editorial: date
    begins: datetime
    state: str = "planned"
    entries: list[Entry] = field(default_factory=list)
    versions: list[dict[int, Shown]] = field(default_factory=list)

    def live(self) -> list[Entry]:
        """The entries that stand on the agenda, in their order."""
        return [entry for entry in self.entries if not entry.removed]

    def objection(self, who: str) -> str | None:
        """Why this person may not prepare it."""
        if who != "sekretaer":
            return "needs-secretary"
        return None if self.state in {"planned", "convened"} else "illegal-act"

    def insert(self, entry: Entry) -> None:
        """A new entry comes before what stands last on every agenda and was not sent yet."""
        live = self.live()
        place = len(live)
        while place and live[place - 1].number is None and live[place - 1].at_end:
            place -= 1
        self._order([*live[:place], entry, *live[place:]])

    def move(self, entry: Entry, to: int) -> None:
        """Among those without a number."""
        live = self.live()
        rest = [other for other in live if other is not entry]
        rest.insert(max(sum(other.number is not None for other in live), min(to - 1, len(rest))), entry)
        self._order(rest)

    def _order(self, live: list[Entry]) -> None:
        self.entries = [*live, *(entry for entry in self.entries if entry.removed)]


def text_to_send(entry: Entry, drafts: list[Draft]) -> Text | None:
    """What the entry's draft would say in a version sent now; a withdrawn item says nothing."""
    if entry.draft is None:
        return None
    draft = drafts[entry.draft]
    fresh = entry.sent is None or draft.state == "approved"
    return None if entry.removed else draft.text if fresh else entry.sent


def level_of(entry: Entry, text: Text | None) -> str:
    """Who may read the item: never more people than the entry or its text allows."""
    return strictest(entry.access, text.access) if text else entry.access


def printed(entry: Entry, text: Text | None) -> Printed:
    """What of the item is printed, closed items alike."""
    closed = level_of(entry, text) != "open"
    title = text.title if text else entry.title
    if entry.removed or text is None:
        return (entry.removed, closed, title)
    return (closed, title, text.words, text.annex, closed or text.annex_access != "open")


def shown(entry: Entry, text: Text | None) -> Shown:
    """What of the item everybody may read."""
    level = level_of(entry, text)
    if level != "open":
        return Shown(level, entry.draft, frozenset(), not entry.unlisted)
    words = {text.title if text else entry.title}
    if text and not entry.removed:
        words |= text.words
        words |= {text.annex} if text.annex_access == "open" else set()
    return Shown(level, entry.draft, frozenset(words - {""}), True)


def change_of(entry: Entry, drafts: list[Draft]) -> str:
    """How the item differs from what was sent before."""
    if entry.printed is None:
        return "new"
    if entry.printed == printed(entry, text_to_send(entry, drafts)):
        return "same"
    return "withdrawn" if entry.removed else "changed"


def kind_of(meeting: Meeting, drafts: list[Draft]) -> str | None:
    """What a version sent now would be."""
    changes = {change_of(entry, drafts) for entry in meeting.entries}
    if not meeting.versions:
        return "agenda"
    if changes & {"changed", "withdrawn"}:
        return "correction"
    return "supplement" if "new" in changes else None


def objections_to_sending(meeting: Meeting, drafts: list[Draft], who: str, at: datetime, day: date,
                          reason: str) -> list[str]:
    """Everything that is in the way."""
    found = [meeting.objection(who)]
    if not meeting.entries:
        found.append("agenda-empty")
    elif kind_of(meeting, drafts) is None:
        found.append("nothing-to-send")
    if at >= meeting.begins:
        found.append("meeting-has-begun")
    found += ["draft-not-approved" for entry in meeting.entries
              if entry.printed is None and entry.draft is not None
              and drafts[entry.draft].state not in {"approved", "sent"}]
    if day > meeting.last_day and not reason:
        found.append("breach-without-reason")
    return [code for code in found if code]


def send(meeting: Meeting, drafts: list[Draft]) -> None:
    """Send it: numbers in order for what is new, drafts sent, the meeting convened."""
    numbers = count(max((entry.number or 0 for entry in meeting.entries), default=0) + 1)
    version = {}
    for entry in meeting.entries:
        text = text_to_send(entry, drafts)
        entry.number = entry.number or next(numbers)
        entry.sent, entry.printed = text or entry.sent, printed(entry, text)
        version[entry.number] = shown(entry, text)
        entry.access, entry.title = level_of(entry, text), text.title if text else entry.title
    for entry in meeting.live():
        if entry.draft is not None and drafts[entry.draft].state == "approved":
            drafts[entry.draft].state = "sent"
    meeting.versions.append(version)
    meeting.state = "convened"


def may_read(item: Shown, who: str) -> bool:
    """Whether this person may read the item whole."""
    if item.access == "open" or who in BODY_SIDE:
        return True
    return item.draft is not None and who in {"skriver", *frozenset.union(*PATH)}


def public_words(meeting: Meeting) -> frozenset[str]:
    """The words that everybody may read of the meeting: those of its newest version."""
    if not meeting.versions:
        return frozenset()
    return frozenset[str]().union(*(item.words for item in meeting.versions[-1].values()))
