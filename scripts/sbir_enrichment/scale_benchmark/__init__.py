"""How time, memory and accuracy of the whole build grow with the number of recipients."""
