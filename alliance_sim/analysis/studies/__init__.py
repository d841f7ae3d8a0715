"""What a finished study says: one analysis a file, each with its tables, its picture, its words."""
