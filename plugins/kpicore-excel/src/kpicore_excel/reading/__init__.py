"""Reading workbooks: what is refused before it is read, cells as text, tables."""
