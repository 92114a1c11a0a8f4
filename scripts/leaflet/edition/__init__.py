"""One leaflet in one language, as every format takes it."""
