"""Parts of Films: the table of all films with its filter, and the page of one."""
