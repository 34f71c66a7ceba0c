"""Parts of a screen: each draws one of them."""
