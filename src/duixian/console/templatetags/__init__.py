"""What templates of the console load: words of the domain, and those of the money desks."""
