"""Selection rounds: calls, nominations, eligibility, scores, results."""
