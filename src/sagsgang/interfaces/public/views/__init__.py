"""A view reads the address, makes one query, and answers."""
