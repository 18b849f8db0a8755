"""Commands over the decisions: ``verify_decisions`` reads the chains and, where asked, replays every decision;
``audit_export`` writes them all out for an auditor."""
