"""Pages: elements whose text is always escaped, and the static files that they are made with."""
