"""Where atoms fall: near vectors, or equal names, in one bucket."""
