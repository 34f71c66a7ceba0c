"""Parts of the Study screen: its guide for researchers, and what participants see."""
