"""Jobs, mail and the journal (`urls_operations` beside), and the calendar feed."""

from __future__ import annotations

try:
    from ..urls_operations import urlpatterns
except ImportError:
    urlpatterns = []
