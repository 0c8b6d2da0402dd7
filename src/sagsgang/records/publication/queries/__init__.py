"""Releases as values, and what verify asks of them."""

from .checks import release_problems
from .releases import ReleaseView, latest, latest_site_statement, pdf_file, release, releases, site_statements

__all__ = [
    "ReleaseView", "latest", "latest_site_statement", "pdf_file", "release", "release_problems", "releases",
    "site_statements",
]
