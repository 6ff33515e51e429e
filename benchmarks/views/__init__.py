"""Tables of what a record holds; every view is made from the record alone."""
