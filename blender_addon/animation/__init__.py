"""Motion as NumPy arrays, on bones, in F-curves and in takes."""
