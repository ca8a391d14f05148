"""What is kept between runs: plain data that is checked when it is read, and that can be thrown away at any time."""
