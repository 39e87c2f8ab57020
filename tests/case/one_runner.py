"""A runner for the cases of a whole test run: it keeps what detectors made of the knowledge from one case to the next."""

from probandum.runner import Here

HERE = Here()
"""Not for tests that plug in detectors of their own: it would go on with those it has."""
