"""An explanation in words and marks."""
