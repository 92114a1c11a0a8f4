"""One leaflet, for every reader: Markdown in, the form that each reader can use out."""

__version__ = "2.0"
