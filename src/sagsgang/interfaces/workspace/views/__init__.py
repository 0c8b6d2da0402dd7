"""A view reads the address or the form, makes a query or an act, and answers."""
