"""What many decisions say together: statistics, targets and the cost of a change."""
