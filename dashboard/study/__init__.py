"""Studies with people: what a researcher defines, in which order it is asked, what is answered, and the table of it."""
