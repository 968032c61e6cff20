"""What is noted of each document while it is read."""
