"""The web edition: pages, templates, offline copy."""
