"""Every setting: its kind and range, where its value came from, what is said when it is wrong."""
