"""One run of the whole pipeline: looked over before, watched, and resumed when it was cut off."""
