"""The addresses, a file for each noun: what a program may ask for and the form of the answer."""
