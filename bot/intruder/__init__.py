"""The motivated intruder: what somebody could work out who has the disk, the backups and the keys.

It asks the program for nothing. It reads files and rows as they lie, opens boxes only with keys
that lie there too, and changes nothing. ``earshot audit privacy`` runs it on a house of one's own,
and the tests of attacks stand on the same reading.
"""
