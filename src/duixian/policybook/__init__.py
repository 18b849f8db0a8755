"""The policies: read a document, refuse what does not hold together, know which version is in force on a day."""
