"""The dashboard with a stand-in for TMDB, whose address is the first argument; the others are the dashboard's."""

import sys

from dashboard.__main__ import main
from dashboard.tmdb import client

if __name__ == "__main__":
    client.API = sys.argv.pop(1)
    main()
