"""What two recordings are compared by: one comparator a file, its name the file's."""
