"""What a translation was made from, who has reviewed it, and how a language begins."""
