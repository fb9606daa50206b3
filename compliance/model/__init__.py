"""What the law and the policies say; knows no file, no format, no graph."""
