"""EPUB, with and without sound."""
