"""The board of commitments: columns of cards that can be moved."""
