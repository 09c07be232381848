"""iCalendar (RFC 5545) both ways: meetings in, meetings and due dates out."""
