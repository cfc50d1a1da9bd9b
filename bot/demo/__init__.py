"""The demo: a made-up organisation whose whole first round can be tried in one page."""
