#include "store/current.h"

#include "base/file.h"
#include "store/recover.h"
#include "store/rrd_name.h"

struct request {
	struct hold *hold;
	struct arena *arena;
	const bool *wanted;
	bool areas;
	bool *bad; /* by indicator index: the files are not as they should be */
	bool any_bad;
};

static void mark_bad(struct request *request, struct series_key key)
{
	request->bad[key.indicator->index] = true;
	request->any_bad = true;
}

/* A file that somebody removed or added leaves no other trace. */
static void check_counts(
	struct request *request, const struct archive_keys *keys, struct diag *diag)
{
	const struct catalogue *catalogue = request->hold->store->catalogue;
	size_t *count = NEW_ARRAY(&request->hold->arena, catalogue->indicators.count, size_t);

	for (size_t i = 0; i < keys->count; i++)
		count[keys->item[i].indicator->index]++;
	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		const struct indicator *indicator = catalogue->indicators.item[i];
		size_t expected = request->hold->applied.line[i].series;

		if (indicator->formula || (request->wanted && !request->wanted[i]) ||
			count[i] == expected)
			continue;
		diag_note(diag, PLACE_FILE(request->hold->store->folder),
			"\"%.*s\" has %zu databases instead of %zu; derived anew from the ledger",
			STR_ARG(indicator->id), count[i], expected);
		mark_bad(request, (struct series_key){indicator, STR("")});
	}
}

static struct archive_query *make_queries(
	struct request *request, const struct archive_keys *keys, size_t *count)
{
	struct archive_query *queries =
		NEW_ARRAY(&request->hold->arena, keys->count, struct archive_query);

	*count = 0;
	for (size_t i = 0; i < keys->count; i++) {
		struct series_key key = keys->item[i];

		if (request->areas || !key.area.len)
			queries[(*count)++] = (struct archive_query){
				key, request->hold->applied.line[key.indicator->index].rows};
	}
	return queries;
}

static void note_damage(
	struct request *request, const struct archive_answer *answer, struct diag *diag)
{
	struct arena *arena = &request->hold->arena;
	struct str path =
		file_join(arena, request->hold->store->folder, rrd_name(arena, answer->series.key));

	diag_note(diag, PLACE_FILE(path), "damaged: %s; derived anew from the ledger",
		answer->damage ? answer->damage : "it is gone");
	mark_bad(request, answer->series.key);
}

static bool read_files(struct request *request, const struct archive_keys *keys, struct book *book,
	struct diag *diag)
{
	struct hold *hold = request->hold;
	size_t count;
	struct archive_query *queries = make_queries(request, keys, &count);
	struct archive_answer *answers = NEW_ARRAY(&hold->arena, count, struct archive_answer);

	if (!archive_read(&hold->archive, request->arena, queries, count, answers, diag))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!answers[i].series.count)
			note_damage(request, &answers[i], diag);
		else
			*array_add(request->arena, &book->series) = answers[i].series;
	}
	return true;
}

static void copy_areas(struct arena *arena, struct book *book)
{
	for (size_t i = 0; i < book->series.count; i++)
		book->series.item[i].key.area = str_copy(arena, book->series.item[i].key.area);
}

static bool read_once(struct request *request, struct book *book, struct diag *diag)
{
	struct hold *hold = request->hold;
	struct archive_keys keys = {0};

	*book = (struct book){.catalogue = hold->store->catalogue, .load = hold->newest};
	request->bad = NEW_ARRAY(&hold->arena, hold->store->catalogue->indicators.count, bool);
	request->any_bad = false;
	book_index(request->arena, book);
	if (!hold->newest)
		return true; /* whatever is there now came later */
	if (!archive_list(&hold->archive, &hold->arena, hold->store->catalogue, request->wanted,
		    &keys, diag))
		return false;
	check_counts(request, &keys, diag);
	if (request->any_bad)
		return true;
	if (!read_files(request, &keys, book, diag))
		return false;
	copy_areas(request->arena, book);
	book_index(request->arena, book);
	return true;
}

static bool mend(struct request *request, struct diag *diag)
{
	struct hold *hold = request->hold;
	bool *stale, behind;

	if (!hold->exclusive && !hold_raise(hold, diag))
		return false;
	if (!recover_find(hold, &stale, &behind, diag))
		return false;
	for (size_t i = 0; i < hold->store->catalogue->indicators.count; i++)
		stale[i] = stale[i] || request->bad[i];
	return recover_derive(hold, stale, NULL, diag);
}

bool current_read(struct hold *hold, struct arena *arena, const bool *wanted, bool areas,
	struct book *book, struct diag *diag)
{
	struct request request = {hold, arena, wanted, areas, NULL, false};

	if (!read_once(&request, book, diag))
		return false;
	if (!request.any_bad)
		return true;
	if (!mend(&request, diag) || !read_once(&request, book, diag))
		return false;
	return !request.any_bad ||
	       diag_error(diag, STATUS_IO, PLACE_FILE(hold->store->folder),
		       "databases are damaged again right after they were written; check the disk");
}
