"""The ways into databases, one module each with the same function `read`."""
