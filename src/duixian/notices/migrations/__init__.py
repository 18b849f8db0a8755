"""The tables of publicity and messages, with what may never change in them."""
