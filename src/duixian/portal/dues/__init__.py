"""What is due to a person by what the registers know: decided for the person alone, with every reason."""
