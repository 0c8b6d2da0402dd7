"""A made-up paper as a text layer with a left column of labels; it leaves a question open and misses an annex."""

from __future__ import annotations

NAME = "udvalget-for-havn-natur-og-turisme-2022-09-14.txt"

_TEXT = """\
 UDVALGET FOR HAVN, NATUR OG TURISME 2022-2025

1. Meddelelser

Sagsnr.:

Punkttype -

Tema -

Sagsbeskrivelse -

Administrationens
forslag

-

Bilag Nej

_________________________________________________________
Beslutning Udvalget
for Havn, Natur og
Turisme 2022-2025
den 14-09-2022

Udvalgets møde den 5. oktober 2022 afholdes forud for byrådets møde
den 19. oktober 2022 fra kl. 16.00.

Fraværende Ingen
 UDVALGET FOR HAVN, NATUR OG TURISME 2022-2025

2. Gangbro over Skælå og sti til fyret

Sagsnr.: 22/4711

Punkttype Beslutning

Tema Udvalget skal tage stilling til en anlægsbevilling på 6,35 mio. kr. til en
gangbro over Skælå.

Sagsbeskrivelse Broen blev lukket i 2021, og siden har gæster gået ad landevejen.

Administrationens
forslag

Forvaltningen anbefaler, at broen anlægges i 2023.

Bilag Notat om linjeføring.pdf
Kort over stien.pdf

_________________________________________________________
Beslutning Udvalget
for Havn, Natur og
Turisme 2022-2025
den 14-09-2022

Anbefales. {extra}

Fraværende Asta Hav
 UDVALGET FOR HAVN, NATUR OG TURISME 2022-2025

{signed}
 Bilag: 2.1. Notat om linjeføring.pdf

Udvalg: Udvalget for Havn, Natur og Turisme 2022-2025
Mødedato: 14. september 2022 - Kl. 15:30

Adgang: Åben
Bilagsnr: 88120/22

 Notat

Linjen bag klitterne er den dyreste, men skåner fuglelivet. Fjordby Kommune ejer jorden.
"""
_SIGNED = """\
Signeret af:

Dan Vig
Formand

Cilla Eng
Medlem
"""


def paper_text(extra: str = "", *, signed: bool = True) -> bytes:
    """The paper as a file; `extra` are words more in a decision, so that another edition can come."""
    return _TEXT.format(extra=extra, signed=_SIGNED if signed else "").encode()
