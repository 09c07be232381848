"""What is printed: ``compose`` makes documents from records, ``render`` turns a document into a file.

This module and ``document`` import nothing heavy; the renderers load their libraries when they are called.
"""
