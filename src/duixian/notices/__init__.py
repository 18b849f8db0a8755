"""Telling people: the masked list that everybody may read before money moves, and a message to each one it concerns.

A publicity is composed from lines, masked, frozen and hashed; it stands for so many working days, inside the
employer first where asked. An objection holds its own line and no other. When the clock has run out, the references of
the lines that stand unopposed are free to pay. No ID or bank number is ever part of what is shown.
"""
