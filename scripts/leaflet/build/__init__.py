"""From words to a site: pages and files, made only where something changed."""
