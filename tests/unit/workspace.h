/** workspace: a catalogue and an empty store in a folder of their own, for the tests of the store.
 */
#ifndef TIDEMARK_TESTS_WORKSPACE_H
#define TIDEMARK_TESTS_WORKSPACE_H

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

#include "base/file.h"
#include "store/store.h"

struct workspace {
	struct arena arena;
	struct diag diag;
	struct str folder;
	struct catalogue catalogue;
	struct store store;
	struct load load;     /* the next one */
	struct commit commit; /* what the last one did */
};

static inline struct str ws_path(struct workspace *ws, const char *name)
{
	return str_printf(&ws->arena, "%.*s/%s", STR_ARG(ws->folder), name);
}

/* Reads another catalogue; the data stay. */
static inline void ws_catalogue(struct workspace *ws, const char *text)
{
	struct str path = ws_path(ws, "tidemark.conf");

	assert_true(file_write(path, str_of(text), false, STATUS_IO, &ws->diag));
	ws->catalogue = (struct catalogue){0};
	if (!catalogue_read(&ws->arena, path, &ws->catalogue, &ws->diag))
		fail_msg("%s", messages(&ws->arena, &ws->diag));
	ws->store.catalogue = &ws->catalogue;
}

static inline struct workspace *ws_open(const char *catalogue)
{
	static struct workspace ws;
	char folder[] = "/tmp/tidemark-test-XXXXXX";

	memset(&ws, 0, sizeof(ws));
	arena_init(&ws.arena, NULL);
	diag_init(&ws.diag, &ws.arena);
	assert_non_null(mkdtemp(folder));
	ws.folder = str_copy(&ws.arena, str_of(folder));
	ws.store = (struct store){.arena = &ws.arena, .folder = ws_path(&ws, "data"), .wait = 0.1};
	ws.store.no_sync = true; /* tests that need it sync */
	ws_catalogue(&ws, catalogue);
	return &ws;
}

static inline int ws_remove(
	const char *path, const struct stat *status, int type, struct FTW *place)
{
	(void)status;
	(void)type;
	(void)place;
	return remove(path);
}

static inline void ws_close(struct workspace *ws)
{
	nftw(str_c(&ws->arena, ws->folder), ws_remove, 16, FTW_DEPTH | FTW_PHYS);
	arena_free(&ws->arena);
}

static inline struct series_key ws_key(struct workspace *ws, const char *id, const char *area)
{
	const struct indicator *indicator = catalogue_find(&ws->catalogue, str_of(id));

	assert_non_null(indicator);
	return (struct series_key){indicator, str_of(area)};
}

/* Begins the next load. */
static inline void ws_begin(struct workspace *ws, const char *file)
{
	ws->load = (struct load){.file = str_of(file), .command = STR("tidemark load")};
	*array_add(&ws->arena, &ws->load.figures.flag_texts) = STR("");
}

/* Adds a figure to the next load; those of a series come together and by period. */
static inline void ws_add(
	struct workspace *ws, const char *id, const char *area, const char *period, double value)
{
	struct figures *figures = &ws->load.figures;
	struct series_key key = ws_key(ws, id, area);
	struct period parsed;
	size_t last = figures->series.count - 1, line = figures->count + 1;

	assert_true(period_parse(str_of(period), key.indicator->calendar, &parsed));
	if (!figures->series.count || figures->series.item[last].indicator != key.indicator ||
		!str_equal(figures->series.item[last].area, key.area)) {
		*array_add(&ws->arena, &figures->series) = key;
		last++;
	}
	*array_add(&ws->arena, figures) = (struct figure){.value = value,
		.period = parsed.number,
		.series = (uint32_t)last,
		.line = (uint32_t)line};
}

static inline bool ws_try_commit(struct workspace *ws)
{
	return store_commit(&ws->store, &ws->load, false, &ws->commit, &ws->diag);
}

static inline void ws_commit(struct workspace *ws)
{
	if (!ws_try_commit(ws))
		fail_msg("%s", messages(&ws->arena, &ws->diag));
}

static inline struct book ws_read(struct workspace *ws)
{
	struct book book;

	if (!store_read(&ws->store, &ws->arena, NULL, true, &book, &ws->diag))
		fail_msg("%s", messages(&ws->arena, &ws->diag));
	return book;
}

/* The figure in force, NaN if there is none. */
static inline double ws_value(
	struct workspace *ws, const char *id, const char *area, const char *period)
{
	struct series_key key = ws_key(ws, id, area);
	struct book book = ws_read(ws);
	const struct series *series = book_find(&book, key.indicator, key.area);
	struct period parsed;

	assert_true(period_parse(str_of(period), key.indicator->calendar, &parsed));
	return series ? series_at(series, parsed.number) : NAN;
}

static inline struct str ws_content(struct workspace *ws, const char *name)
{
	struct str content;

	if (!file_read(&ws->arena, ws_path(ws, name), &content, &ws->diag))
		fail_msg("%s", messages(&ws->arena, &ws->diag));
	return content;
}

static inline void ws_write(struct workspace *ws, const char *name, struct str content)
{
	assert_true(file_write(ws_path(ws, name), content, false, STATUS_IO, &ws->diag));
}

/* All messages so far, which are then forgotten. */
static inline const char *ws_messages(struct workspace *ws)
{
	const char *text = messages(&ws->arena, &ws->diag);

	diag_init(&ws->diag, &ws->arena);
	return text;
}

static inline void assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is not in \"%s\"", part, text);
}

#endif
