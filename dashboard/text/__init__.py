"""Words and markup: grammar, direction of writing, and the one place that makes HTML."""
