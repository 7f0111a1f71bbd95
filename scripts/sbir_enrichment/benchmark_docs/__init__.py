"""The tables of the pages on performance, written from the results that are kept beside them."""
