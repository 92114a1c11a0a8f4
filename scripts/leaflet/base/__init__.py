"""What every other room may use: files, suggestions, ZIP archives, the browser on this machine."""
