"""Who sees to what somebody typed or tapped, in every state."""
