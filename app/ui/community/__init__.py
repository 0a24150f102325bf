"""page_community: the board of community issues."""
