"""Requests of persons and employers to correct what a register says of them."""
