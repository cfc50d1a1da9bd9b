"""What is known already, found again by words and by meaning."""
