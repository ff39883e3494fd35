#include "tree.h"

#include "unit.h"

#include "base/file.h"

#include <fts.h>
#include <sys/stat.h>
#include <unistd.h>

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static FTS *walk(const char *folder)
{
	char *const paths[] = {(char *)(uintptr_t)folder, NULL};
	FTS *walk = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, by_name);

	assert_non_null(walk);
	return walk;
}

static struct str content_of(struct arena *arena, const char *path)
{
	struct str content = STR("");
	struct diag diag;

	diag_init(&diag, arena);
	if (!file_read(arena, str_of(path), &content, &diag))
		fail_msg("%s", messages(arena, &diag));
	return content;
}

struct tree tree_read(struct arena *arena, const char *folder)
{
	struct tree tree = {0};
	size_t skip = strlen(folder) + 1;
	FTS *all = walk(folder);
	FTSENT *entry;

	while ((entry = fts_read(all)))
		if (entry->fts_info == FTS_F)
			*array_add(arena, &tree) =
				(struct tree_file){str_copy(arena, str_of(entry->fts_path + skip)),
					content_of(arena, entry->fts_path)};
		else if (entry->fts_info == FTS_D && entry->fts_level > 0)
			*array_add(arena, &tree) = (struct tree_file){
				str_copy(arena, str_of(entry->fts_path + skip)), {NULL, 0}};
	fts_close(all);
	return tree;
}

void tree_remove(const char *folder)
{
	FTS *all = walk(folder);
	FTSENT *entry;

	while ((entry = fts_read(all)))
		if (entry->fts_info != FTS_D && entry->fts_info != FTS_NS)
			remove(entry->fts_path);
	fts_close(all);
}

void tree_write(const struct tree *tree, const char *folder)
{
	struct arena scratch;
	struct diag diag;

	tree_remove(folder);
	if (!tree->count)
		return;
	arena_init(&scratch, NULL);
	diag_init(&diag, &scratch);
	mkdir(folder, 0777);
	for (size_t i = 0; i < tree->count; i++) {
		struct str path = file_join(&scratch, str_of(folder), tree->item[i].path);

		if (!tree->item[i].content.at)
			assert_int_equal(mkdir(path.at, 0777), 0);
		else if (!file_write(path, tree->item[i].content, false, STATUS_IO, &diag))
			fail_msg("%s", messages(&scratch, &diag));
	}
	arena_free(&scratch);
}

const struct tree_file *tree_find(const struct tree *tree, const char *ending)
{
	for (size_t i = 0; i < tree->count; i++)
		if (str_ends(tree->item[i].path, str_of(ending)))
			return &tree->item[i];
	return NULL;
}
