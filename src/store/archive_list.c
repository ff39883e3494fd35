#include "base/file.h"
#include "store/archive.h"
#include "store/rrd_name.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static int by_bytes(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static bool has_name(const struct str_list *sorted, struct str name)
{
	return sorted->count &&
	       bsearch(&name, sorted->item, sorted->count, sizeof(name), by_bytes) != NULL;
}

static struct str below(const struct archive *archive, struct arena *arena, struct str name)
{
	return file_join(arena, file_join(arena, archive->folder, STR("rrd")), name);
}

static bool list_areas(const struct archive *archive, struct arena *arena,
	const struct indicator *indicator, struct archive_keys *keys, struct diag *diag)
{
	struct str_list names = {0};
	struct str area;

	if (!file_list(arena, below(archive, arena, indicator->id), &names, diag))
		return false;
	for (size_t i = 0; i < names.count; i++)
		if (rrd_name_area(arena, names.item[i], &area))
			*array_add(arena, keys) = (struct series_key){indicator, area};
	return true;
}

bool archive_list(const struct archive *archive, struct arena *arena,
	const struct catalogue *catalogue, const bool *wanted, struct archive_keys *keys,
	struct diag *diag)
{
	struct str_list top = {0};

	if (!file_list(arena, below(archive, arena, STR("")), &top, diag))
		return false;
	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		const struct indicator *indicator = catalogue->indicators.item[i];
		struct series_key whole = {indicator, STR("")};

		if (indicator->formula || (wanted && !wanted[i]))
			continue;
		if (has_name(&top, file_base_name(rrd_name(arena, whole))))
			*array_add(arena, keys) = whole;
		if (has_name(&top, indicator->id) &&
			!list_areas(archive, arena, indicator, keys, diag))
			return false;
	}
	return true;
}

static bool remove_file(
	struct arena *scratch, struct str folder, struct str name, struct diag *diag)
{
	struct str path = file_join(scratch, folder, name);

	return unlink(path.at) == 0 || errno == ENOENT ||
	       diag_system(diag, STATUS_IO, path, "remove", errno);
}

/* Removes the areas that the book does not have; with `indicator` NULL all areas. */
static bool sweep_areas(const struct archive *archive, struct arena *scratch, struct str id,
	const struct book *book, const struct indicator *indicator, struct diag *diag)
{
	struct str folder = below(archive, scratch, id), area;
	struct str_list names = {0};
	bool done = file_list(scratch, folder, &names, diag);

	for (size_t i = 0; i < names.count && done; i++)
		if (rrd_name_area(scratch, names.item[i], &area) &&
			!(indicator && book_find(book, indicator, area)))
			done = remove_file(scratch, folder, names.item[i], diag);
	if (names.count)
		rmdir(folder.at); /* which succeeds when nothing is left in it */
	return done;
}

/* Files under an old id. */
static bool sweep_was(const struct archive *archive, struct arena *scratch, const struct book *book,
	struct str was, struct diag *diag)
{
	return remove_file(scratch, below(archive, scratch, STR("")),
		       str_printf(scratch, "%.*s.rrd", STR_ARG(was)), diag) &&
	       sweep_areas(archive, scratch, was, book, NULL, diag);
}

static bool sweep_indicator(const struct archive *archive, struct arena *scratch,
	const struct book *book, const struct indicator *indicator, struct diag *diag)
{
	bool done = true;

	if (!book_find(book, indicator, STR("")))
		done = remove_file(scratch, archive->folder,
			rrd_name(scratch, (struct series_key){indicator, STR("")}), diag);
	done = done && sweep_areas(archive, scratch, indicator->id, book, indicator, diag);
	for (size_t i = 0; i < indicator->was.count && done; i++)
		done = sweep_was(archive, scratch, book, indicator->was.item[i], diag);
	return done;
}

bool archive_sweep(const struct archive *archive, const struct book *book, const bool *indicators,
	struct diag *diag)
{
	struct arena scratch;
	bool done = true;

	arena_init(&scratch, archive->arena);
	for (size_t i = 0; i < book->catalogue->indicators.count && done; i++)
		if (indicators[i])
			done = sweep_indicator(
				archive, &scratch, book, book->catalogue->indicators.item[i], diag);
	arena_free(&scratch);
	return done;
}
