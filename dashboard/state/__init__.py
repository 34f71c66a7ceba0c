"""State of a session, and how it travels: as a link, and to another catalogue."""
