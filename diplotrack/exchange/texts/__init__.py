"""The words of documents from elsewhere: plain text, Word, PDF, web pages, mail."""
