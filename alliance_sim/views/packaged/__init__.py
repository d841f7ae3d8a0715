"""Results that come with the package, so that a page shows an answer before anything is run."""
