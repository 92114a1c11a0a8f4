"""What tests share: small projects, files made once, and where things are."""
