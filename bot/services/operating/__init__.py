"""What the organisation sees to: keys, the trail, the machine, what goes when."""
