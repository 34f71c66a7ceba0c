"""The gate before the page: who is let in, and what every answer tells the browser to refuse."""
