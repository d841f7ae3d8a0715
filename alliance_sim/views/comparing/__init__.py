"""Up to four questions side by side: how they differ going in, and coming out."""
