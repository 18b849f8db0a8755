"""The reasons library of an office: ready words for refusals, each on a clause or a decided interpretation."""
