"""About the service, privacy, accessibility; and what programs that read the web should know."""
