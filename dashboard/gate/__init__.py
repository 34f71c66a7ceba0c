"""The gate before the page: who is let in, what answers tell the browser to refuse, a curtain, the server's address."""
