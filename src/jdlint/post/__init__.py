"""What a post is: source, document, sections, sentences."""
