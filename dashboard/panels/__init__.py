"""Parts of screens, a folder for each screen."""
