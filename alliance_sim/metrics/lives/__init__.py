"""The lives of single people: who is who, and what befalls each of them month by month."""
