"""The face of a terminal: commands that call the packages below and turn their errors into exit codes."""
