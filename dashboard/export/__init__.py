"""What can be taken away: files, notes, a page of its own."""
