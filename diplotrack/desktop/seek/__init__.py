"""What the palette finds: how near words come, phrases, commands, pages, records; and how an entry is drawn."""
