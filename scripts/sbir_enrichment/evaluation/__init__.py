"""How good matching by name is: the project's models, run on firms whose recipient is known."""
