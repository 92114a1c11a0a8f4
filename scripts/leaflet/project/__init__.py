"""What people set: settings, interface strings, records, languages."""
