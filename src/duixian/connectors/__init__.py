"""Systems of others, one shape each: a file drop that works now and a fake server for tests."""
