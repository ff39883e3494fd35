#include "command/report_publish.h"

#include "base/file.h"

#include <stdlib.h>
#include <unistd.h>

static const char mark[] = "<meta name=\"generator\" content=\"tidemark ";
enum { HEAD = 4096 }; /* bytes of a page in which it stands */

/* --- which charts belong to which page --- */

static const char list_end[] = ".list";

static struct str list_path(struct arena *arena, const struct report_place *place, struct str page)
{
	return file_join(
		arena, place->folder, str_printf(arena, "charts/%.*s%s", STR_ARG(page), list_end));
}

static bool read_list(struct context *context, struct str path, struct str_list *list)
{
	struct str rest, line;

	if (!file_exists(path))
		return true;
	if (!file_read_own(context->arena, path, &rest, context->diag))
		return false;
	while (str_cut(&rest, '\n', &line))
		if (line.len)
			*array_add(context->arena, list) = line;
	return true;
}

bool report_may_replace(struct context *context, struct report_place *place)
{
	struct arena scratch;
	struct str page;
	bool ours;

	if (!read_list(context, list_path(context->arena, place, place->name), &place->former))
		return false;
	if (!file_exists(place->path) || (!file_is_folder(place->path) && !file_size(place->path)))
		return true;
	if (file_is_folder(place->path))
		return diag_error(context->diag, STATUS_CANNOT_CREATE, NO_PLACE,
			"\"%.*s\" is a folder; move it away or choose another place with -o",
			STR_ARG(diag_quote(context->arena, place->path)));
	arena_init(&scratch, context->arena);
	if (!file_read(&scratch, place->path, &page, context->diag)) {
		arena_free(&scratch);
		return false;
	}
	ours = str_has(str_head(page, HEAD), STR(mark));
	arena_free(&scratch);
	return ours ||
	       diag_error(context->diag, STATUS_CANNOT_CREATE, NO_PLACE,
		       "\"%.*s\" is not a report of tidemark and stays as it is; move it away or "
		       "choose another place with -o",
		       STR_ARG(diag_quote(context->arena, place->path)));
}

static bool write_list(struct context *context, struct str path, const struct str_list *list)
{
	struct buf out;

	buf_init(&out, context->arena);
	for (size_t i = 0; i < list->count; i++) {
		buf_add(&out, list->item[i]);
		buf_char(&out, '\n');
	}
	return file_write(path, buf_str(&out), true, STATUS_IO, context->diag);
}

/* What the other pages of the folder have. */
static bool read_others(
	struct context *context, const struct report_place *place, struct str_list *others)
{
	struct str charts = file_join(context->arena, place->folder, STR("charts"));
	struct str own = list_path(context->arena, place, place->name);
	struct str_list names = {0};

	if (!file_list(context->arena, charts, &names, context->diag))
		return false;
	for (size_t i = 0; i < names.count; i++) {
		struct str path = file_join(context->arena, charts, names.item[i]);

		if (str_ends(names.item[i], STR(list_end)) && !str_equal(path, own) &&
			!read_list(context, path, others))
			return false;
	}
	return true;
}

/* --- moving and removing --- */

static bool is_a_file(const struct report_picture *picture)
{
	return report_has_picture(picture) && !picture->svg.len;
}

static bool move_charts(struct context *context, const struct report_place *place,
	const struct report_drawing *drawing)
{
	struct str made = STR("");

	for (size_t i = 0; i < drawing->jobs.count; i++) {
		const struct report_picture *picture = drawing->pictures.item[i];
		struct str path = file_join(context->arena, place->folder, picture->path);
		struct str folder = file_folder(path);

		if (!is_a_file(picture))
			continue;
		if (!str_equal(folder, made)) {
			if (made.len && !file_sync_folder(made, STATUS_IO, context->diag))
				return false;
			if (!file_make_public_folder(folder, STATUS_CANNOT_CREATE, context->diag))
				return false;
		}
		made = folder;
		if (!file_move(drawing->jobs.item[i].path, path, context->diag))
			return false;
	}
	return !made.len || file_sync_folder(made, STATUS_IO, context->diag);
}

/* A list may come from anywhere: nothing outside of charts/ is ever touched. */
static bool is_below_charts(struct str path)
{
	return str_starts(path, STR("charts/")) && !str_has(path, STR(".."));
}

/* False if it ought to be gone and is not: it then stays in the list for the next time. */
static bool remove_chart(
	struct context *context, const struct report_place *place, struct str chart)
{
	struct str path = file_join(context->arena, place->folder, chart);
	bool same;

	if (!is_below_charts(chart) || !file_exists(path))
		return true;
	if (!report_picture_is(context->arena, path, &same))
		return false;
	if (!same)
		return true;
	if (unlink(str_c(context->arena, path)) != 0)
		return false;
	if (!str_equal(file_folder(chart), STR("charts")))
		rmdir(str_c(context->arena, file_folder(path))); /* once it is empty */
	return true;
}

static int by_bytes(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* Removes what is in `before` and not among `kept`; what cannot be is added to `names`. */
static void remove_stale(struct context *context, const struct report_place *place,
	const struct str_list *before, struct str_list *kept, struct str_list *names)
{
	if (kept->count)
		qsort(kept->item, kept->count, sizeof(*kept->item), by_bytes);
	for (size_t i = 0; i < before->count; i++) {
		bool wanted = kept->count && bsearch(&before->item[i], kept->item, kept->count,
						     sizeof(*kept->item), by_bytes);

		if (!wanted && !remove_chart(context, place, before->item[i]))
			*array_add(context->arena, names) = before->item[i];
	}
}

/* --- publishing --- */

static void add_all(struct arena *arena, struct str_list *to, const struct str_list *more)
{
	for (size_t i = 0; i < more->count; i++)
		*array_add(arena, to) = more->item[i];
}

static struct str_list names_of(struct arena *arena, const struct report_drawing *drawing)
{
	struct str_list names = {0};

	for (size_t i = 0; i < drawing->pictures.count; i++) {
		const struct report_picture *picture = drawing->pictures.item[i];

		if (is_a_file(picture))
			*array_add(arena, &names) = picture->path;
	}
	return names;
}

static bool move_page(struct context *context, const struct report_place *place, struct str made)
{
	return file_move(made, place->path, context->diag) &&
	       file_sync_folder(place->folder, STATUS_IO, context->diag);
}

/* The list names the charts of both pages until the older ones are gone. */
static bool exchange(struct context *context, const struct report_place *place, struct str made,
	const struct report_drawing *drawing, struct str_list *names)
{
	struct str list = list_path(context->arena, place, place->name);
	struct str_list before = {0}, both = {0}, kept = {0};

	if (!read_list(context, list, &before) || !read_others(context, place, &kept))
		return false;
	add_all(context->arena, &both, &before);
	add_all(context->arena, &both, names);
	if (!write_list(context, list, &both) || !move_charts(context, place, drawing) ||
		!move_page(context, place, made))
		return false;
	if (!names->count && context->diag->errors) /* nothing could be drawn this time */
		return true;
	add_all(context->arena, &kept, names);
	remove_stale(context, place, &before, &kept, names);
	return write_list(context, list, names);
}

bool report_publish(struct context *context, const struct report_place *place, struct str made,
	const struct report_drawing *drawing)
{
	struct str charts = file_join(context->arena, place->folder, STR("charts"));
	struct str_list names = names_of(context->arena, drawing);
	bool done;
	int lock;

	if (!names.count && !file_exists(list_path(context->arena, place, place->name)))
		return move_page(context, place, made);
	if (!file_make_public_folder(charts, STATUS_CANNOT_CREATE, context->diag) ||
		!file_lock(file_join(context->arena, charts, STR("lock")), true,
			context->store.wait, &lock, context->diag))
		return false;
	done = exchange(context, place, made, drawing, &names);
	close(lock);
	return done;
}
