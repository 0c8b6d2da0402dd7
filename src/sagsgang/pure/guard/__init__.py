"""What a text or a file carries that nobody sees, found before anybody relies on it."""
