"""Themes: suggested by rule, sorted, named and decided by people, before anybody else sees one."""
