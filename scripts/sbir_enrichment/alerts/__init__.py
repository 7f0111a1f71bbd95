"""What operators are told of a run: figures, which of them are alarming, and where it is written."""
