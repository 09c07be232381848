"""Tables from outside: delimited text and workbooks, read row by row whatever wrote them."""
