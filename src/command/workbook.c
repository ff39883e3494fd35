#include "command/command.h"

#include "analysis/derive.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/file.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

static struct str here_or_above(struct arena *arena)
{
	const char *working = getcwd(NEW_ARRAY(arena, PATH_MAX, char), PATH_MAX);
	struct str folder = str_of(working), found = {NULL, 0};

	if (file_exists(STR("tidemark.conf")))
		return STR("tidemark.conf");
	while (folder.len > 1 && !found.at) {
		struct str path;

		folder = file_folder(folder);
		path = file_join(arena, folder, STR("tidemark.conf"));
		if (file_exists(path))
			found = path;
	}
	return found;
}

static struct str catalogue_path(const struct context *context)
{
	struct str path = option_value(context, "config");
	const char *environment = getenv("TIDEMARK_CONF");

	if (!path.at && environment && *environment)
		path = str_of(environment);
	return path.at ? path : here_or_above(context->arena);
}

bool workbook_catalogue(struct context *context)
{
	struct str path = catalogue_path(context);

	if (!path.at)
		return diag_error(context->diag, STATUS_CATALOGUE, NO_PLACE,
			"no tidemark.conf here or above; give -c FILE or begin with tidemark init");
	return catalogue_read(context->arena, path, &context->catalogue, context->diag);
}

bool workbook_catalogue_if_any(struct context *context)
{
	struct str path = catalogue_path(context);

	context->catalogue = catalogue_empty();
	return !path.at || catalogue_read(context->arena, path, &context->catalogue, context->diag);
}

static bool parse_load(struct str text, int *number)
{
	*number = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9' || i == 9)
			return false;
		*number = *number * 10 + (text.at[i] - '0');
	}
	return *number > 0;
}

/* --as-of LOAD or DATE */
static bool read_as_of(struct context *context)
{
	struct str text = option_value(context, "as-of");
	int day;

	if (!text.at)
		return true;
	if (parse_load(text, &context->store.as_of))
		return true;
	if (!date_parse(text, &day))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"--as-of \"%.*s\": expected a load's number or a date such as 2024-07-10",
			STR_ARG(diag_quote(context->arena, text)));
	if (day > clock_today())
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"--as-of \"%.*s\" lies ahead: it asks what was known; --today sets the "
			"clock",
			STR_ARG(text));
	return store_load_of_day(&context->store, day, &context->store.as_of, context->diag);
}

bool workbook_store(struct context *context)
{
	struct str folder = option_value(context, "data");

	context->store.arena = context->arena;
	context->store.catalogue = &context->catalogue;
	context->store.folder = folder.at ? folder : context->catalogue.data;
	context->store.remote = folder.at ? STR("") : context->catalogue.store;
	context->store.token = context->catalogue.store_token;
	context->store.no_sync = option_given(context, "no-sync");
	return read_as_of(context);
}

/* An indicator with a formula needs its inputs, those their own, and targets their bounds and
 * plans. */
static bool add_needed(const struct indicator *indicator, bool *wanted)
{
	bool added = false;

	for (size_t i = 0; indicator->formula && i < indicator->formula->count; i++) {
		const struct indicator *input = indicator->formula->item[i].indicator;

		if (input && !wanted[input->index])
			added = wanted[input->index] = true;
	}
	for (size_t i = 0; i < indicator->targets.count; i++) {
		const struct target *target = &indicator->targets.item[i];

		if (target->bound_indicator && !wanted[target->bound_indicator->index])
			added = wanted[target->bound_indicator->index] = true;
		if (target->pace_indicator && !wanted[target->pace_indicator->index])
			added = wanted[target->pace_indicator->index] = true;
	}
	return added;
}

static void complete(const struct catalogue *catalogue, bool *wanted)
{
	bool added = true;

	while (added) {
		added = false;
		for (size_t i = 0; i < catalogue->indicators.count; i++)
			if (wanted[i])
				added |= add_needed(catalogue->indicators.item[i], wanted);
	}
}

bool workbook_read(struct context *context, bool *wanted, bool areas, struct book *book)
{
	bool sums = false;

	if (wanted)
		complete(&context->catalogue, wanted);
	for (size_t i = 0; i < context->catalogue.indicators.count; i++)
		sums |= context->catalogue.indicators.item[i]->areas_sum;
	if (!store_read(
		    &context->store, context->arena, wanted, areas || sums, book, context->diag))
		return false;
	book_cut(book, context->horizon < context->today ? context->horizon : context->today);
	derive_sums(context->arena, book);
	derive_formulas(context->arena, book);
	return true;
}

/* Levenshtein's distance, enough for ids of at most 64 bytes. */
static size_t distance(struct str a, struct str b)
{
	size_t row[66];

	if (b.len > 64)
		return b.len;
	for (size_t j = 0; j <= b.len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t best = corner + (a.at[i - 1] != b.at[j - 1]);

			corner = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[b.len];
}

static bool unknown_id(struct context *context, struct str id)
{
	const struct indicator *nearest = NULL;
	size_t least = 4;

	for (size_t i = 0; i < context->catalogue.indicators.count; i++) {
		const struct indicator *it = context->catalogue.indicators.item[i];
		size_t d = distance(id, it->id);

		if (d < least) {
			least = d;
			nearest = it;
		}
	}
	id = diag_quote(context->arena, id);
	if (nearest)
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"no indicator \"%.*s\" in the catalogue; did you mean %.*s?", STR_ARG(id),
			STR_ARG(nearest->id));
	return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
		"no indicator \"%.*s\" in the catalogue; tidemark list names them all",
		STR_ARG(id));
}

bool workbook_choose(struct context *context, bool **chosen)
{
	size_t count = context->catalogue.indicators.count, errors = context->diag->errors;

	*chosen = NEW_ARRAY(context->arena, count + 1, bool);
	for (size_t i = 0; i < count && !context->args.count; i++)
		(*chosen)[i] = true;
	for (size_t i = 0; i < context->args.count; i++) {
		const struct indicator *it =
			catalogue_find(&context->catalogue, context->args.item[i]);

		if (it)
			(*chosen)[it->index] = true;
		else
			unknown_id(context, context->args.item[i]);
	}
	return shard_choose(context, *chosen) && context->diag->errors == errors;
}

bool workbook_chose_all(const struct context *context)
{
	return !context->args.count && !option_given(context, "shard");
}

bool *workbook_wanted(struct context *context, const bool *chosen)
{
	size_t count = context->catalogue.indicators.count;

	return workbook_chose_all(context) ? NULL : arena_copy(context->arena, chosen, count + 1);
}

bool workbook_key(struct context *context, struct str name, struct series_key *key)
{
	size_t slash = str_find(name, STR("/"));

	key->indicator = catalogue_find(&context->catalogue, str_head(name, slash));
	if (!key->indicator)
		return unknown_id(context, str_head(name, slash));
	key->area = area_key(context->arena, str_from(name, slash + 1));
	if (slash < name.len && catalogue_is_whole(&context->catalogue, key->area))
		key->area = STR("");
	return true;
}

bool workbook_source(struct context *context, const struct source **source)
{
	struct str id = option_value(context, "source");

	*source = id.at ? catalogue_find_source(&context->catalogue, id) : NULL;
	return !id.at || *source ||
	       diag_error(context->diag, STATUS_USAGE, NO_PLACE,
		       "no source \"%.*s\" in the catalogue",
		       STR_ARG(diag_quote(context->arena, id)));
}

bool workbook_load(struct context *context, struct str text, int *number)
{
	return parse_load(text, number) ||
	       diag_error(context->diag, STATUS_USAGE, NO_PLACE,
		       "\"%.*s\" is no load; tidemark log lists their numbers",
		       STR_ARG(diag_quote(context->arena, text)));
}

bool workbook_period(
	struct context *context, const char *option, bool *given, struct period *period)
{
	struct str text = option_value(context, option);

	*given = text.at != NULL;
	return !*given || period_parse(text, context->catalogue.calendar, period) ||
	       diag_error(context->diag, STATUS_USAGE, NO_PLACE,
		       "--%s \"%.*s\": expected a period such as 2024-05, 2024-Q2 or 2024", option,
		       STR_ARG(diag_quote(context->arena, text)));
}
