"""One module a publisher: what the list is, where its files are, and how they are read."""
