"""Tests mirror app/; what they share is described in tests/README.md."""
