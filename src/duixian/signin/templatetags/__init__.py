"""Tags of the door's templates: the accounts of a demo, and the province's identity."""
