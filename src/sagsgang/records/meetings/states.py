"""The states of a meeting and the acts that lead from one to the next."""

from __future__ import annotations

from sagsgang.pure.kernel.transitions import Transitions

PLANNED, CONVENED, IN_SESSION, ENDED = "planned", "convened", "in-session", "ended"
MINUTED, SIGNED, CANCELLED, MOVED = "minuted", "signed", "cancelled", "moved"
STATES = (PLANNED, CONVENED, IN_SESSION, ENDED, MINUTED, SIGNED, CANCELLED, MOVED)

#: A paper that others published tells of a meeting afterwards: `import-agenda` and `import-minutes` say how far.
MEETING_ACTS = Transitions(
    ("prepare", PLANNED, PLANNED),
    ("prepare", CONVENED, CONVENED),
    ("reschedule", PLANNED, PLANNED),
    ("convene", PLANNED, CONVENED),
    ("supplement", CONVENED, CONVENED),
    ("correct", CONVENED, CONVENED),
    ("open", CONVENED, IN_SESSION),
    ("end", IN_SESSION, ENDED),
    ("minute", ENDED, MINUTED),
    ("sign", MINUTED, SIGNED),
    ("void-signatures", SIGNED, MINUTED),
    ("cancel", PLANNED, CANCELLED),
    ("cancel", CONVENED, CANCELLED),
    ("move", PLANNED, MOVED),
    ("move", CONVENED, MOVED),
    ("import-agenda", PLANNED, CONVENED),
    ("import-agenda", CONVENED, CONVENED),
    ("import-agenda", MINUTED, CONVENED),
    ("import-minutes", PLANNED, MINUTED),
    ("import-minutes", CONVENED, MINUTED),
    ("import-minutes", MINUTED, MINUTED),
)
