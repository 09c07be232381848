"""What the views show: tables of identifiers with a lazy cache of rows."""
