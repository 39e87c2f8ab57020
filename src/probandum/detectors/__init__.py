"""Detectors find indicators, technique ids and names in texts."""
