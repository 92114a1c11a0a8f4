"""From a release to where readers are."""
