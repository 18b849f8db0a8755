"""The case page: all that an officer needs to read before he acts, and the acts that the step allows."""
