"""PDF: tagged print in three sizes, beside the English, and one-page sheets."""
