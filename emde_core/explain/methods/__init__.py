"""Methods of explaining: each gives a value for every film of a history. ``registry`` lists them."""
