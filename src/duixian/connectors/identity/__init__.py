"""Identity: whether somebody is who they say. An interface only; each installation names what stands behind it."""
