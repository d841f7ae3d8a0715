"""What every page shares: what is asked, the bar that changes it, the answer, and sharing."""
