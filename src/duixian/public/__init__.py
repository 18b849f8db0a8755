"""What everybody may read and try without signing in: policies, calculator, guides, public notices, calls, progress."""
