"""A checker that knows nobody, for tests of papers and frames whose cases have no identity."""

from __future__ import annotations

from app.care.disclosure import KnownNames, checker

NOBODY = checker(None, KnownNames())
