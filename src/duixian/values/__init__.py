"""The values that law speaks of: money in fen, calendar months, dates, working days, levels, numbers of identity."""
