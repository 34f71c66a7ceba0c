"""Parts of Evidence."""
