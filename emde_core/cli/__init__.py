"""The command line, ``emde``. Documents go to stdout, messages to stderr; exit status 1 failure, 2 bad use."""
