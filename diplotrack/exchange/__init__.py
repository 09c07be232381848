"""What comes in and what goes out: tables read by profiles, and the other formats of the trade."""
