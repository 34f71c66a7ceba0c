"""What a session is looking at, and how that travels."""
