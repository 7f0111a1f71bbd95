"""Whether a deployment is fit to be used: a list of items, each looked at, none taken on trust."""
