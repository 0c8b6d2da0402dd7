"""What an error says to a person: one sentence a code, with what would help. Filled from the error's `args_`.

Whoever raises a new code adds its sentence here; a test holds the two lists together.
"""

from __future__ import annotations

from .errors import SagsgangError
from .messages import N_, _

SENTENCES: dict[str, str] = {
    "illegal-act": N_("“{act}” is not possible while the state is “{state}”. Possible now: {legal}."),
    "file-not-regular": N_("“{name}” is no file, but a pipe or a device; nothing was read of it."),
    "no-store": N_("There is no store in {home}. The first import makes one; is the folder's name right?"),
    "store-unusable": N_(
        "The system does not let the store be used ({detail}; file: {path}). What was finished is kept; "
        "run the command again when that is mended."),
    "too-large": N_("The file is {size} bytes; at most {limit} bytes are read."),
    "form-unknown": N_(
        "“{name}” is neither a PDF, a FirstAgenda JSON file, a packet nor a text layer; nothing was read."),
    "not-a-packet-form": N_("This is not a packet in the form that Sagsgang writes ({detail})."),
    "colour-form": N_("“{colour}” is no colour; write it as #rrggbb."),
    "colour-contrast": N_("White text cannot be read on {colour}: the contrast must be at least {least}."),
    "release-hash": N_("The bytes of release {release} do not fit their hashes; nothing was published."),
    "release-without-meeting": N_("Release {release} names no body or date; nothing was published."),
    "release-id-taken": N_("Release {release} exists already with another content; nothing was published."),
    "release-sequence-taken": N_(
        "Number {sequence} of the meeting's releases is taken; release {release} was not published."),
    "jail-died": N_("The file made its reader fail ({detail}); nothing was kept of it."),
    "jail-timeout": N_("The file could not be read within {seconds} seconds; nothing was kept of it."),
    "jail-memory": N_("Reading the file needs more than {megabytes} MB; nothing was kept of it."),
    "own-pdf-damaged": N_("The PDF says that Sagsgang made it, but its tags do not fit together ({detail})."),
    "pdf-damaged": N_("The PDF cannot be opened; it is damaged or cut off."),
    "pdf-page-damaged": N_("Page {page} of the PDF cannot be read; the file is damaged."),
    "pdf-password": N_("The PDF is protected with a password; save it without one and try again."),
    "pdf-empty": N_("The PDF has no pages."),
    "pdf-too-many-pages": N_("The PDF has {pages} pages; at most {limit} are read."),
    "pdf-page-too-large": N_("Page {page} of the PDF is larger than {limit} points; no paper is."),
    "pdf-page-too-full": N_("Page {page} of the PDF holds more than {limit} characters; no printed page does."),
    "pdf-too-full": N_("Up to page {page} the PDF holds more than {limit} characters; it was not read further."),
    "other-municipality": N_("The packet is of {name}, and this store is {kept}'s: one store holds one municipality."),
    "municipality-without-name": N_("“{name}” is no name of a municipality."),
    "username-taken": N_("The user name {username} is taken."),
    "meeting-without-key": N_("The packet's body or date is unknown, so its meeting cannot be told from others."),
    "meeting-not-kept": N_("No meeting {key} is kept here."),
    "meeting-is-native": N_("The meeting {key} is kept here; a published paper cannot replace it."),
    "text-not-storable": N_(
        "The text at {where} has a character that no text may have (U+0000 or half a surrogate pair)."),
    "text-too-deep": N_("The text at {where} is nested deeper than {limit} levels."),
    "layout-unknown": N_("The layout of “{name}” is not known; nothing was kept of it."),
    "needs-importer": N_("This needs the role of importer."),
    "needs-publisher": N_("This needs the role of publisher."),
    "needs-importer-or-publisher": N_("This needs the role of importer or publisher."),
    "paper-not-accepted": N_("The paper must be accepted before it can be released."),
    "released-as-it-is": N_("The paper is released as it is."),
    "text-too-long": N_("The text has {size} characters; at most {limit} are taken. Put it into an annex."),
    "template-empty": N_("A template has at least one section."),
    "template-section-twice": N_("Two sections of a template have the same key."),
    "template-section-without-name": N_("The section “{section}” needs a key of small letters and a label."),
    "template-section-kind": N_("“{kind}” says nothing about what the section “{section}” is for."),
    "template-section-input": N_("The section “{section}” needs a known way to fill it in, and choices only there."),
    "needs-administrator": N_("This needs the role of administrator."),
    "changed-meanwhile": N_(
        "Somebody changed this after you opened the page. Nothing was done; see how it stands now."),
    "name-empty": N_("Write a name."),
    "name-taken": N_("The name “{name}” is taken."),
    "person-without-name": N_("A person has a user name and a full name."),
    "role-unknown": N_("There is no role “{role}”."),
    "role-held-or-out-of-scope": N_("The person has the role already, or it is not one for what was chosen."),
    "period-backwards": N_("The last day is before the first."),
    "period-outside-term": N_("The period does not lie within the term {term}."),
    "last-administrator": N_("Somebody must be administrator: give the role to another one first."),
    "body-unknown": N_("There is no body “{body}”."),
    "body-kind-unknown": N_("Choose what kind of body it is."),
    "mandate-empty": N_("Write what the group is to do."),
    "unit-unknown": N_("There is no department “{unit}”."),
    "unit-under-itself": N_("A department cannot stand under itself."),
    "term-overlaps": N_("The term {term} overlaps one that is there already."),
    "seat-count": N_("A body gets 1 to 99 seats at a time, not {count}."),
    "seat-taken": N_("Somebody else holds the seat in that period. Let them leave it first."),
    "body-has-a-chair": N_("The body has a chair in that period. Let the chair leave the seat first."),
    "person-sits-already": N_("The person has a seat in the body in that period."),
    "setting-unknown": N_("There is no setting “{name}”."),
    "source-empty": N_("Write where this has been decided."),
    "deadline-kind-unknown": N_("There is no deadline of the kind “{kind}”."),
    "rule-not-known": N_("What the rule “{rule}” was on {on} is not known here (as known on {known_on})."),
    "deadline-shorter-than-law": N_(
        "A deadline of {days} days is shorter than the law allows ({statute}: at least {least})."),
    "deadline-days": N_("A deadline is between 1 and {most} days, not {days}."),
    "draft-not-for-you": N_("You have no role that gives you sight of this draft; ask the case officer who wrote it."),
    "page-stale": N_(
        "Somebody decided about the paper after you opened the page. Nothing was done; see how it stands now."),
    "form-without-key": N_("The form lacks its key. Open the page again and send it from there."),
    "reason-empty": N_("Write why the paper is rejected."),
    "file-not-chosen": N_("Choose a file first."),
    "file-empty": N_("The file “{name}” is empty."),
    "packet-unknown": N_("No packet with the source {source} was ever imported."),
    "question-unknown": N_("The packet {source} leaves no question {position} open."),
    "question-answered": N_("The question has been answered already."),
    "answer-empty": N_("Write an answer first."),
    "paper-not-printed": N_("The meeting {meeting} could not be printed, so it was not released ({detail})."),
    "meeting-not-accepted": N_("The meeting {meeting} has no accepted packet, so there is nothing to release."),
    "meeting-busy": N_("Others change the meeting {meeting} at this moment, so it was not released; try again."),
    "records-changed": N_(
        "The records of the meeting {meeting} are not what its accepted packet says; run “sagsgang verify”."),
    "json-damaged": N_("The JSON is damaged or cut off (line {line}, character {position})."),
    "json-damaged-number": N_("“{name}” is no number that JSON knows."),
    "json-encoding": N_("The JSON is not in UTF-8, as JSON must be (byte {position})."),
    "json-duplicate-key": N_("The JSON holds the key “{key}” twice in one object; which one counts cannot be known."),
    "json-too-deep": N_("The JSON is nested too deep; no meeting is."),
    "json-too-many-parts": N_("The JSON has more than {limit} parts; no meeting has."),
    "html-too-deep": N_("The HTML is nested deeper than {limit} levels; no field of a meeting is."),
    "html-too-many-parts": N_("The HTML has more than {limit} parts; no meeting has."),
    "file-missing": N_("There is no file or folder “{name}”."),
    "file-changed": N_("“{name}” changed while it was being read; try again."),
    "file-unreadable": N_("“{name}” cannot be opened ({detail})."),
}


def sentence(error: SagsgangError) -> str:
    """The sentence of an error in the active language; a code without one is shown as it is, never hidden."""
    known = SENTENCES.get(error.code)
    return _(known).format(**error.args_) if known else str(error)
