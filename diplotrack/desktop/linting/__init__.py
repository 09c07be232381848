"""The page of the draft check: the editor with its marks, the list of remarks, and the evidence for each."""
