"""The page to write a post in: what it is told of the post, and the server that tells it on this machine only."""
