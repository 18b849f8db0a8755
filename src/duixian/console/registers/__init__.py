"""Registers: find a person or employer, see every fact with its history, and register, correct or withdraw one."""
