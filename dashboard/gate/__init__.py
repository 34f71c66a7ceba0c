"""The gate before the page: who is let in, what every answer tells the browser to refuse, and a curtain."""
