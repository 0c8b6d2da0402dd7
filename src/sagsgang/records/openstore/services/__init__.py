"""The acts on the public store. Only `procedures.release*`, `publish*`, `withdraw*` and `verify*` call them."""

from .release import project_release, publish_municipality, remove_superseded_files
from .statement import MunicipalityStatement, ReleaseStatement
from .verify import projection_problems
from .verify_store import store_problems

__all__ = [
    "MunicipalityStatement", "ReleaseStatement", "project_release", "projection_problems", "publish_municipality",
    "remove_superseded_files", "store_problems",
]
