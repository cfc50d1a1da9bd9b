"""Codebooks as files: YAML, CSV and REFI-QDA's codebook. Other people's are taken for hostile."""
