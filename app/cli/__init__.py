"""Headless verbs of the ``kurashi`` command."""
