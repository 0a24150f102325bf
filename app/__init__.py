"""くらしカンファ (Kurashi Conference)."""

__version__ = "0.1.0"
