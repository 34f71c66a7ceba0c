"""Grammar, direction of writing, and the one module that makes HTML."""
