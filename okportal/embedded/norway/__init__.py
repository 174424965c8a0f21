"""A made-up country of training offices, so that one office is seen as it is lived in: among three hundred."""
