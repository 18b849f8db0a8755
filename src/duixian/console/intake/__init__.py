"""Import of registers: files handed in, looked through without effect, then taken in; what was rejected to download."""
