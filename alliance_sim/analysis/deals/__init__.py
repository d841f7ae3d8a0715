"""What a deal does: its course over outturn cost, in pieces, in words and as a sweep."""
