"""The server's calls, one file a subject."""
