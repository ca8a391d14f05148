"""JSON Schemas of the files that users write, made from what reads them."""
