"""Before anybody is asked: a round is proposed, weighed and confirmed."""
