"""Services without money: the lists of those who are entitled in a year, and requests that other departments answer."""
