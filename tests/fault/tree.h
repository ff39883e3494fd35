/** tree: all files below a folder, held in memory and put back. */
#ifndef TIDEMARK_TESTS_TREE_H
#define TIDEMARK_TESTS_TREE_H

#include "base/array.h"
#include "base/str.h"

#include <stdbool.h>

/** A file, or an empty folder (content.at NULL). */
struct tree_file {
	struct str path; /* below the folder */
	struct str content;
};

struct tree {
	ARRAY(struct tree_file); /* sorted by path */
};

/** A folder that is not there is an empty tree. Ends the test if it cannot be read. */
struct tree tree_read(struct arena *arena, const char *folder);

/** Makes the folder hold exactly these files; an empty tree removes it. */
void tree_write(const struct tree *tree, const char *folder);

/** Removes the folder with everything in it. */
void tree_remove(const char *folder);

/** The first file whose path ends so, NULL if there is none. */
const struct tree_file *tree_find(const struct tree *tree, const char *ending);

#endif
