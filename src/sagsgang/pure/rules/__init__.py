"""Law and municipal rules as dated data, and what is computed from them."""
