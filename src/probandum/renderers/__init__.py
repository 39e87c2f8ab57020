"""Dossier in, bytes out: a renderer decides nothing."""
