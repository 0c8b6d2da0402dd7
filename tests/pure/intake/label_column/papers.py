"""Made-up papers with the traps of the layout, and what should be read of them."""

from __future__ import annotations

from .drawing import COMMITTEE, LABELS, Entry, Paper, Part, Sheet, decision, entry

OWN = (COMMITTEE, "12-06-2019", "2019-06-12")
FINANCE = "Økonomiudvalget 2018-2021"
DASH = ("-",)

LONG = (
    "Kajanlægget i inderhavnen er efterset af en dykker i foråret, og rapporten peger på tre steder, hvor "
    "spunsvæggen er tæret så meget, at den ikke kan bære de nye kraner, som rederiet har bestilt til levering i 2020."
)
BIRDS = (
    "Naturafdelingen har talt ynglende splitterner på holmen gennem fem somre, og tallet falder i de år, hvor "
    "jollehavnens gæster lægger til ved den gamle bro før midten af juli måned."
)
MONEY = (
    "Udgiften er anslået til 1.250.000 kr. i 2019-priser, heraf 400.000 kr. til projektering. Beløbet afholdes "
    "inden for rammen til havne- og kajanlæg, og der søges derfor ikke om en tillægsbevilling."
)
NUMBERED = (
    "1. at kajen repareres i to etaper,",
    "2. at der indhentes tilbud hos tre entreprenører, og",
    "3. at udvalget får en status i november 2019.",
)


def remarks(number: str = "1") -> Entry:
    """An item where everything is a dash."""
    return entry(
        number,
        "Bemærkninger til dagsordenen",
        None,
        Part("Punkttype", DASH),
        Part("Tema", DASH),
        Part("Sagsbeskrivelse", DASH),
        Part(LABELS["forslag"], DASH),
        Part("Bilag", ("Nej",)),
        Part("Fraværende", ("Ingen",)),
        decided=[decision(*OWN, "-")],
    )


def quay(number: str) -> Entry:
    """Three dated decisions of two bodies, absences with a substitute, listed annexes one of which has no sheet."""
    return entry(
        number,
        "Reparation af kajen i inderhavnen - status og forslag til etaper i årene 2019-2021",
        "19/4471",
        Part("Punkttype", ("Beslutning",)),
        Part("Tema", ("Udvalget skal tage stilling til, hvordan kajen repareres.",)),
        Part("Sagsbeskrivelse", (LONG, "Der er tre muligheder, som er beskrevet i bilaget.", BIRDS, LONG)),
        Part(LABELS["forslag"], ("Forvaltningen anbefaler,", *NUMBERED)),
        Part("Afledte konsekvenser", ("Ingen",)),
        Part(LABELS["økonomi"], (MONEY,)),
        Part("Dialog/høring", DASH),
        Part("Bilag", ("Dykkerens rapport om kajen.pdf", "Overslag over udgifter.pdf")),
        Part("Fraværende", ("Asta Hav (A), Bo Klit (V) - Dan Vig mødte som stedfortræder",)),
        kind="decision",
        absent=("Asta Hav", "Bo Klit"),
        annexes=("Dykkerens rapport om kajen.pdf", "Overslag over udgifter.pdf"),
        recommendation="\n".join(("Forvaltningen anbefaler,", *NUMBERED)),
        decided=[
            decision(COMMITTEE, "08-05-2019", "2019-05-08", "Udsat. Sagen genoptages i juni 2019."),
            decision(FINANCE, "21-05-2019", "2019-05-21", "Taget til efterretning."),
            decision(*OWN, "Indstilling godkendt.", "Udvalget ønsker, at ternerne tælles igen i 2020."),
        ],
    )


def birds(number: str) -> Entry:
    """Information; one field's label is not in the lexicon; a value begins with words that are labels elsewhere."""
    return entry(
        number,
        "Splitterner på holmen",
        "18/20931",
        Part("Punkttype", ("Orientering",)),
        Part("Tema", ("Orientering om ynglende fugle i havnen.",)),
        Part("Sagsbeskrivelse", (BIRDS, "Tema for næste møde er jollehavnen, hvor bilag og økonomi fremlægges.")),
        Part(LABELS["forslag"], ("Forvaltningen anbefaler, at orienteringen tages til efterretning.",)),
        Part("Klimaaftryk", DASH),
        Part("Bilag", ("Optælling 2014 til 2018.pdf",)),
        Part("Fraværende", ("Asta Hav",)),
        kind="information",
        absent=("Asta Hav",),
        annexes=("Optælling 2014 til 2018.pdf",),
        recommendation="Forvaltningen anbefaler, at orienteringen tages til efterretning.",
        decided=[decision(*OWN, "Orienteringen taget til efterretning.")],
    )


def announcements(number: str) -> Entry:
    """A decision that leaves a question open."""
    text = "Udvalgets møde den 14. august 2019 afholdes forud for byrådets møde den 28. august 2019 fra kl. 16.00."
    return entry(
        number,
        "Meddelelser",
        None,
        Part("Punkttype", DASH),
        Part("Sagsbeskrivelse", DASH),
        Part("Bilag", ("Ingen",)),
        Part("Fraværende", ("Ingen",)),
        decided=[decision(*OWN, text)],
    )


SIGNED = (("Cilla Eng", "Formand"), ("Dan Vig", "Medlem"), ("Esben Strand-Holm", "Medlem"))
NOTE = (
    "Kajen blev bygget i 1931 og forlænget i 1958.",
    "BILAG",
    "1. Spunsvæggen er tæret.",
    "Notatet hører til sag 17/9034 og er skrevet i marts 03/2019.",
    "Fraværende skruer er skiftet.",
)


def sheets(quay_number: str, birds_number: str) -> tuple[Sheet, ...]:
    """Sheets of all annexes but the second of the quay, whose body runs on behind the first."""
    return (
        Sheet(f"{quay_number}.1", "Dykkerens rapport om kajen.pdf", "40117/19", (NOTE, ("Side to af rapporten.",))),
        Sheet(
            f"{quay_number}.2", "Overslag over udgifter.pdf", "", (("Overslaget er på 1.250.000 kr.",),), covered=False
        ),
        Sheet(f"{birds_number}.1", "Optælling 2014 til 2018.pdf", "40220/19", (("Der er talt 41 par.",),)),
    )


#: Items from 1, with everything.
WHOLE = Paper((remarks("1"), announcements("2"), quay("3"), birds("4")), SIGNED, sheets("3", "4"))
#: Items that run through the year, with three digits.
RUNNING = Paper((remarks("98"), quay("99"), birds("100"), announcements("101")), SIGNED, sheets("99", "100"))
#: Two-digit items, no annex sheets, nobody signed.
BARE = Paper((quay("9"), birds("10"), remarks("11")))
PAPERS = {"whole": WHOLE, "running": RUNNING, "bare": BARE}
