"""評価: what became of people, as sentences and charts (design 07)."""
