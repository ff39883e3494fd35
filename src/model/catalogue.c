#include "model/catalogue.h"

#include "base/file.h"
#include "base/names.h"
#include "base/utf8.h"
#include "model/catalogue_actions.h"
#include "model/catalogue_check.h"
#include "model/catalogue_keys.h"
#include "text/gzip.h"

#include <fnmatch.h>
#include <string.h>

enum { LONGEST_ID = 64, DEFAULT_KEEP = 40, DEFAULT_LAG = 25 };

/* Where something of a name stands first in its list. */
struct roll {
	struct names names;
	struct {
		ARRAY(size_t);
	} places;
};

struct catalogue_index {
	struct roll indicators, was, groups;
};

static void enter(struct arena *arena, struct roll *roll, struct str name, size_t place)
{
	if (names_add(arena, &roll->names, name) == roll->places.count)
		*array_add(arena, &roll->places) = place;
}

static bool look_up(const struct roll *roll, struct str name, size_t *place)
{
	size_t number = names_find(&roll->names, name);

	if (number == roll->names.count)
		return false;
	*place = roll->places.item[number];
	return true;
}

struct indicator *catalogue_find(const struct catalogue *catalogue, struct str id)
{
	size_t place;

	return catalogue->index && look_up(&catalogue->index->indicators, id, &place)
		       ? catalogue->indicators.item[place]
		       : NULL;
}

const struct indicator *catalogue_successor(const struct catalogue *catalogue, struct str id)
{
	size_t place;

	return catalogue->index && look_up(&catalogue->index->was, id, &place)
		       ? catalogue->indicators.item[place]
		       : NULL;
}

const struct group *catalogue_find_group(const struct catalogue *catalogue, struct str id)
{
	size_t place;

	return catalogue->index && look_up(&catalogue->index->groups, id, &place)
		       ? &catalogue->groups.item[place]
		       : NULL;
}

const struct source *catalogue_find_source(const struct catalogue *catalogue, struct str id)
{
	for (size_t i = 0; i < catalogue->sources.count; i++)
		if (str_equal(catalogue->sources.item[i].id, id))
			return &catalogue->sources.item[i];
	return NULL;
}

/* The name of the file that this one was packed, or repaired, from; empty if that is all. */
static struct str origin(struct str name)
{
	struct str inside = gzip_name(name);

	if (inside.len == name.len && str_ends(name, STR(REJECTS_CSV)))
		inside.len -= strlen(REJECTS_CSV);
	return inside.len < name.len ? inside : STR("");
}

const struct source *catalogue_source_for(
	struct arena *arena, const struct catalogue *catalogue, struct str path)
{
	const struct source *found = NULL;
	struct arena scratch;

	arena_init(&scratch, arena);
	for (struct str name = file_base_name(path); name.len && !found; name = origin(name)) {
		const char *text = str_c(&scratch, name);

		for (size_t i = 0; i < catalogue->sources.count && !found; i++) {
			const struct source *source = &catalogue->sources.item[i];

			if (source->match.len && !fnmatch(str_c(&scratch, source->match), text, 0))
				found = source;
		}
	}
	arena_free(&scratch);
	return found;
}

bool catalogue_is_whole(const struct catalogue *catalogue, struct str area)
{
	static const char *const built_in[] = {
		"合计", "总计", "全市", "全国", "Total", "total", "TOTAL"};

	for (size_t i = 0; i < sizeof(built_in) / sizeof(*built_in); i++)
		if (str_is(area, built_in[i]))
			return true;
	return str_list_find(&catalogue->total_areas, area) < catalogue->total_areas.count;
}

bool catalogue_is_id(struct str id, bool strict)
{
	for (size_t i = 0; i < id.len; i++) {
		char c = id.at[i];
		bool lower = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
		bool upper = c >= 'A' && c <= 'Z', mark = c == '.' || c == '-';

		if (i == 0 && strict && !lower)
			return false;
		if (!lower && !digit && c != '_' && (strict || !(upper || mark)))
			return false;
	}
	return id.len > 0 && id.len <= LONGEST_ID;
}

static void check_id(const struct scan_section *section, const char *kind, bool strict,
	const struct place *earlier, struct diag *diag)
{
	if (!catalogue_is_id(section->title, strict))
		diag_error(diag, STATUS_CATALOGUE, section->place,
			"%s \"%.*s\": an id is made of %s, 64 at most", kind,
			STR_ARG(diag_quote(diag->arena, section->title)),
			strict ? "a–z, 0–9 and _, and begins with a letter"
			       : "letters, digits, \".\", \"_\" and \"-\"");
	if (earlier)
		diag_error(diag, STATUS_CATALOGUE, section->place,
			"%s \"%.*s\" stands here a second time, first in %.*s:%zu", kind,
			STR_ARG(section->title), STR_ARG(earlier->file), earlier->line);
}

static void read_action(struct arena *arena, const struct scan_section *section,
	struct group *group, struct diag *diag)
{
	struct action action = {.id = section->title, .place = section->place};
	const struct place *earlier = NULL;

	action.due = action.done = NO_DATE;
	for (size_t i = 0; i < group->actions.count; i++)
		if (str_equal(group->actions.item[i].id, section->title))
			earlier = &group->actions.item[i].place;
	check_id(section, "action", false, earlier, diag);
	catalogue_keys_read(arena, section, &action, false, diag);
	action.has_every = catalogue_keys_given(section, "every");
	*array_add(arena, &group->actions) = action;
}

static void read_group(struct arena *arena, const struct scan *scan, size_t at,
	struct catalogue *catalogue, struct diag *diag)
{
	const struct scan_section *section = &scan->item[at];
	const struct group *earlier = catalogue_find_group(catalogue, section->title);
	struct group group = {.id = section->title, .place = section->place};
	size_t first = at; /* of its actions, which end before it does */

	group.index = catalogue->groups.count;
	group.due = group.closed = group.reopened = NO_DATE;
	check_id(section, "group", false, earlier ? &earlier->place : NULL, diag);
	catalogue_keys_read(arena, section, &group, false, diag);
	if (!group.title.len)
		group.title = group.id;
	while (first > 1 && scan->item[first - 1].type == SECTION_ACTION)
		first--;
	for (size_t i = first; i < at; i++)
		read_action(arena, &scan->item[i], &group, diag);
	*array_add(arena, &catalogue->groups) = group;
	enter(arena, &catalogue->index->groups, group.id, group.index);
}

static void check_kind(
	const struct scan_section *section, struct indicator *indicator, struct diag *diag)
{
	if (catalogue_keys_given(section, "kind"))
		return;
	indicator->kind = KIND_RATIO;
	if (!catalogue_keys_given(section, "formula"))
		diag_error(diag, STATUS_CATALOGUE, section->place,
			"indicator \"%.*s\" has no kind; write kind = stock, flow, ytd, "
			"cumulative or ratio",
			STR_ARG(indicator->id));
}

static void read_indicator(struct arena *arena, const struct scan_section *section,
	struct catalogue *catalogue, struct diag *diag)
{
	const struct indicator *earlier = catalogue_find(catalogue, section->title);
	struct indicator *indicator = NEW(arena, struct indicator);

	indicator->index = catalogue->indicators.count;
	indicator->id = section->title;
	indicator->place = section->place;
	indicator->decimals = -1;
	indicator->every = EVERY_MONTH;
	indicator->lag = DEFAULT_LAG;
	indicator->calendar = catalogue->calendar;
	check_id(section, "indicator", true, earlier ? &earlier->place : NULL, diag);
	catalogue_keys_read(arena, section, indicator, false, diag);
	check_kind(section, indicator, diag);
	if (!indicator->title.len)
		indicator->title = indicator->title_en.len ? indicator->title_en : indicator->id;
	*array_add(arena, &catalogue->indicators) = indicator;
	enter(arena, &catalogue->index->indicators, indicator->id, indicator->index);
	for (size_t i = 0; i < indicator->was.count; i++)
		enter(arena, &catalogue->index->was, indicator->was.item[i], indicator->index);
}

static void read_source(struct arena *arena, const struct scan_section *section,
	struct catalogue *catalogue, struct diag *diag)
{
	const struct source *earlier = catalogue_find_source(catalogue, section->title);
	struct source source = {.id = section->title, .place = section->place};

	source.skip_top = source.header_rows = -1;
	check_id(section, "source", true, earlier ? &earlier->place : NULL, diag);
	catalogue_keys_read(arena, section, &source, false, diag);
	source.has_every = catalogue_keys_given(section, "every");
	*array_add(arena, &catalogue->sources) = source;
}

static void read_sections(struct arena *arena, const struct scan *scan, struct catalogue *catalogue,
	struct diag *diag)
{
	for (size_t i = 1; i < scan->count; i++) {
		if (scan->item[i].type == SECTION_GROUP)
			read_group(arena, scan, i, catalogue, diag);
		else if (scan->item[i].type == SECTION_INDICATOR)
			read_indicator(arena, &scan->item[i], catalogue, diag);
		else if (scan->item[i].type == SECTION_SOURCE)
			read_source(arena, &scan->item[i], catalogue, diag);
	}
}

/* Targets, formulas and periods, once every indicator's plain keys are known. */
static void read_late(struct arena *arena, const struct scan *scan, struct catalogue *catalogue,
	struct diag *diag)
{
	size_t next = 0;

	for (size_t i = 1; i < scan->count; i++)
		if (scan->item[i].type == SECTION_INDICATOR)
			catalogue_keys_read(arena, &scan->item[i],
				catalogue->indicators.item[next++], true, diag);
}

struct catalogue catalogue_empty(void)
{
	return (struct catalogue){.path = STR(""),
		.folder = STR("."),
		.data = STR("data"),
		.inbox = STR("inbox"),
		.keep = DEFAULT_KEEP,
		.calendar.year_start = 1};
}

static void set_defaults(struct arena *arena, struct str path, struct catalogue *catalogue)
{
	*catalogue = catalogue_empty();
	catalogue->path = str_copy(arena, path);
	catalogue->folder = str_copy(arena, file_folder(path));
}

static void read_all(
	struct arena *arena, struct str path, struct catalogue *catalogue, struct diag *diag)
{
	struct scan_keys keys[SECTION_TYPES] = {0};
	struct scan scan = {0};

	set_defaults(arena, path, catalogue);
	catalogue_keys_list(arena, keys);
	catalogue_scan(arena, catalogue->path, keys, &scan, diag);
	if (!scan.count)
		return;
	catalogue_keys_read(arena, &scan.item[0], catalogue, false, diag);
	catalogue->data = file_join(arena, catalogue->folder, catalogue->data);
	catalogue->inbox = file_join(arena, catalogue->folder, catalogue->inbox);
	if (catalogue->store_token.len)
		catalogue->store_token =
			file_join(arena, catalogue->folder, catalogue->store_token);
	catalogue->index = NEW(arena, struct catalogue_index);
	read_sections(arena, &scan, catalogue, diag);
	if (catalogue->ledger.len)
		catalogue_read_actions(arena, catalogue, diag);
	read_late(arena, &scan, catalogue, diag);
	/* Half a catalogue would only add faults that are none. */
	if (scan.complete)
		catalogue_check(arena, catalogue, diag);
}

bool catalogue_read(
	struct arena *arena, struct str path, struct catalogue *catalogue, struct diag *diag)
{
	size_t errors = diag->errors, messages = diag->count;

	read_all(arena, path, catalogue, diag);
	diag_sort(diag, messages);
	return diag->errors == errors;
}
