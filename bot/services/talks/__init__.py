"""House talks: one device, agreed sentences, private votes."""
