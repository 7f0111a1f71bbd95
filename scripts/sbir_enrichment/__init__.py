"""What the models, the commands and the tests of this project share."""
