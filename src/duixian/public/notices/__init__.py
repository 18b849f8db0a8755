"""Public notices: lists that were masked and frozen when they were composed, and objections to their lines."""
