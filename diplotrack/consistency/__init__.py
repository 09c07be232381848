"""What is checked: rules, their findings, and what becomes of them."""
