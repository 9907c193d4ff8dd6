"""Copies of workbooks with their problems marked."""
