"""Acts on cases: keeping what a paper presents (`published`), and preparing what is to come."""

from .published import (
    AnnexToKeep,
    CaseName,
    ensure_cases,
    keep_annexes,
    keep_presentations,
    name_cases,
    remove_cases,
    remove_presentations,
)

__all__ = [
    "AnnexToKeep", "CaseName", "ensure_cases", "keep_annexes", "keep_presentations", "name_cases", "remove_cases",
    "remove_presentations",
]
