"""Commands over the decisions: ``verify_decisions`` reads the chains and, where asked, replays every decision."""
