"""Forms that act: each carries a key, and what was sent once with a key is not done again.

The keys that were used lie in the session, which lives in the database of the records: the act and its key are
written in one transaction, under the lock that every act takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from secrets import token_hex

from django.db import transaction
from django.http import HttpRequest

from sagsgang.pure.kernel.errors import Refusal
from sagsgang.records.journal.services import lock_journal

_USED = "used-form-keys"
#: So many keys are remembered; whoever sends an older form again meets the state of things, which has moved on.
_REMEMBERED = 200


def new_key() -> str:
    """The key of a form that is about to be shown."""
    return token_hex(16)


def once(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Do the act and remember the form's key, both or neither; False where this form was sent before."""
    with transaction.atomic():
        lock_journal()
        if not _claim(request):
            return False
        act()
    return True


def claimed(request: HttpRequest) -> bool:
    """Remember the form's key before an act that is long and can be done again; False where it was sent before."""
    with transaction.atomic():
        lock_journal()
        return _claim(request)


def _claim(request: HttpRequest) -> bool:
    key = request.POST.get("key", "")
    if not re.fullmatch(r"[0-9a-f]{32}", key):
        raise Refusal("form-without-key")
    session = request.session
    # Another request of this session may have used the key since ours was loaded.
    used = type(session)(session.session_key).get(_USED, [])
    if key in used:
        return False
    session[_USED] = [*used, key][-_REMEMBERED:]
    session.save()
    session.modified = False
    return True
