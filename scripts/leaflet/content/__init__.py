"""The words: from Markdown to pages, sections, sentences and numbers."""
