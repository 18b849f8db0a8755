"""Public notices: composed, published, objected to, closed."""
