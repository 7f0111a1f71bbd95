"""What operators are told of a run: its figures, which of them are alarming, and where."""
