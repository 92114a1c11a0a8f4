"""What web servers are to say."""
