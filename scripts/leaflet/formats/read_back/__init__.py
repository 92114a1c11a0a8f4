"""What a made file says, compared with the words that it was made from."""
