"""The gaps that the rules found, and what people decide about them."""
