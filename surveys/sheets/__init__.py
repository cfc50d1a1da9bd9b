"""Surveys as spreadsheets, after XLSForm: three sheets, survey, choices and settings.

What a spreadsheet cannot say of a survey, its writing lists; what Earshot cannot ask, its
reading refuses by sheet, row and column. Other people's files are taken for hostile.
"""
