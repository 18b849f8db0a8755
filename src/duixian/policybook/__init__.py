"""The policies: read a document, refuse what does not hold together, know the version in force."""
