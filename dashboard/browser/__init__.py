"""The session, the address and the page in the browser."""
