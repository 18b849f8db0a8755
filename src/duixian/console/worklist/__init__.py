"""The work list: cases by clock, sieved as the address says, so that a list can be kept, sent and walked through."""
