"""Where one begins, logs in and out, is told things, and finds help."""

from __future__ import annotations

from django.urls import path

from ..views import account, help as handbook, notices, work

urlpatterns = [
    path("", work.work, name="work"),
    path("log-ind/", account.login, name="login"),
    path("log-ud/", account.logout, name="logout"),
    path("beskeder/", notices.notices, name="notices"),
    path("hjaelp/", handbook.index, name="help"),
    path("hjaelp/<slug:page>/", handbook.page, name="help-page"),
    path("hjaelp/billede/<slug:name>.png", handbook.picture, name="help-picture"),
]
