"""What ``earshot doctor`` looks at, and what ``earshot run`` waits for."""
