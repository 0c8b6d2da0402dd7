"""How verify says what it found in the public store."""

from __future__ import annotations

from sagsgang.pure.kernel.messages import N_

MISSING = N_("{what} is missing in the public store.")
SURPLUS = N_("{what} is in the public store, but its release does not have it.")
CHANGED = N_("{what}: “{field}” in the public store is not what the release says.")
UNREADABLE = N_("{what} cannot be read from the public store.")
