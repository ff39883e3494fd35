#include "command/outcome.h"

static struct str period_of(struct arena *arena, const struct indicator *indicator, int period)
{
	return period_print(arena, indicator->every, indicator->calendar, period);
}

/* One end of the time that the figures speak of. */
struct end {
	const struct indicator *indicator; /* NULL: none was seen */
	int period, day;
};

static void take_end(const struct figures *figures, size_t place, int direction, struct end *end)
{
	const struct figure *figure = &figures->item[place];
	const struct indicator *it = figures->series.item[figure->series].indicator;
	int day;

	if (it == end->indicator && figure->period == end->period)
		return;
	day = period_last_day(it->every, it->calendar, figure->period);
	if (!end->indicator || (day - end->day) * direction > 0)
		*end = (struct end){it, figure->period, day};
}

/* From the earliest to the latest day that the figures speak of; those of a series are in order. */
static void find_span(struct arena *arena, struct outcome *outcome)
{
	const struct figures *figures = &outcome->ingest.load.figures;
	const struct commit *commit = &outcome->commit;
	struct end first = {NULL, 0, 0}, last = {NULL, 0, 0};

	for (size_t i = 0; i < commit->series; i++) {
		take_end(figures, commit->starts[i], -1, &first);
		take_end(figures, commit->starts[i + 1] - 1, 1, &last);
	}
	outcome->has_span = first.indicator && last.indicator;
	if (!outcome->has_span)
		return;
	outcome->first = period_of(arena, first.indicator, first.period);
	outcome->last = period_of(arena, last.indicator, last.period);
}

bool outcome_commit(struct context *context, struct outcome *outcome)
{
	outcome->done = store_commit(&context->store, &outcome->ingest.load, outcome->dry_run,
		&outcome->commit, context->diag);
	if (outcome->done)
		find_span(context->arena, outcome);
	return outcome->done;
}

void outcome_keep(struct arena *arena, struct outcome *outcome)
{
	struct ingest_result old = outcome->ingest;
	struct revisions revised = outcome->commit.revised;

	outcome->path = str_copy(arena, outcome->path);
	outcome->first = str_copy(arena, outcome->first);
	outcome->last = str_copy(arena, outcome->last);
	outcome->ingest = (struct ingest_result){.missing = old.missing, .rejected = old.rejected};
	outcome->ingest.rounded = old.rounded;
	outcome->commit.revised = (struct revisions){0};
	for (size_t i = 0; i < old.left_out.count; i++)
		*array_add(arena, &outcome->ingest.left_out) = (struct left_out){
			str_copy(arena, old.left_out.item[i].what), old.left_out.item[i].count};
	for (size_t i = 0; i < old.unknown.count; i++)
		array_add(arena, &outcome->ingest.unknown)->label =
			str_copy(arena, old.unknown.item[i].label);
	for (size_t i = 0; i < revised.count; i++) {
		struct revision *revision = array_add(arena, &outcome->commit.revised);

		*revision = revised.item[i];
		revision->key.area = str_copy(arena, revision->key.area);
	}
}

/* A count below the summary, if there is anything to count. */
static void say_count(struct context *context, const char *before, size_t count, struct str what)
{
	if (count)
		result_line(&context->result, "  %s%.*s", before,
			STR_ARG(str_counted(context->arena, count, what)));
}

static void say_rest(struct context *context, const struct ingest_result *ingest)
{
	for (size_t i = 0; i < ingest->left_out.count; i++)
		say_count(context, "left out: ", ingest->left_out.item[i].count,
			ingest->left_out.item[i].what);
	if (context->verbose)
		say_count(context, "", ingest->missing, STR("cells without a figure"));
	say_count(context, "", ingest->rounded, STR("figures rounded to 15 significant digits"));
}

static void say_summary(struct context *context, const struct outcome *outcome)
{
	const struct commit *commit = &outcome->commit;
	struct str load = STR("");

	if (outcome->dry_run)
		load = STR(" (dry run, nothing written)");
	else if (commit->load)
		load = str_printf(context->arena, " (load %d)", commit->load);
	result_line(&context->result,
		"%.*s: %.*s: %zu new, %zu unchanged, %zu revised, %zu rejected; %zu series; "
		"%.*s..%.*s%.*s",
		STR_ARG(outcome->path),
		STR_ARG(str_counted(context->arena, commit->figures, STR("figures"))),
		commit->added, commit->unchanged, commit->revised.count, outcome->ingest.rejected,
		commit->series, STR_ARG(outcome->first), STR_ARG(outcome->last), STR_ARG(load));
}

void outcome_say(struct context *context, const struct outcome *outcome)
{
	say_summary(context, outcome);
	revisions_say(context, "revised ", &outcome->commit.revised);
	say_rest(context, &outcome->ingest);
}

static void add_lists(struct arena *arena, struct node *file, const struct outcome *outcome)
{
	struct node *list;

	revisions_list(arena, file, "revised", &outcome->commit.revised);
	node_number(arena, file, "missing", (double)outcome->ingest.missing);
	node_number(arena, file, "rejected", (double)outcome->ingest.rejected);
	list = node_list(arena, file, "left_out");
	for (size_t i = 0; i < outcome->ingest.left_out.count; i++) {
		struct node *item = node_object(arena, list, NULL);

		node_text(arena, item, "what", outcome->ingest.left_out.item[i].what);
		node_number(arena, item, "count", (double)outcome->ingest.left_out.item[i].count);
	}
	list = node_list(arena, file, "unknown_labels");
	for (size_t i = 0; i < outcome->ingest.unknown.count; i++)
		node_text(arena, list, NULL, outcome->ingest.unknown.item[i].label);
}

void outcome_add_members(struct arena *arena, struct node *file, const struct outcome *outcome)
{
	if (outcome->commit.load)
		node_number(arena, file, "load", outcome->commit.load);
	else
		node_null(arena, file, "load");
	node_text(arena, file, "file", outcome->path);
	node_number(arena, file, "figures", (double)outcome->commit.figures);
	node_number(arena, file, "new", (double)outcome->commit.added);
	node_number(arena, file, "unchanged", (double)outcome->commit.unchanged);
	add_lists(arena, file, outcome);
	node_number(arena, file, "series", (double)outcome->commit.series);
	if (outcome->has_span) {
		node_text(arena, file, "first", outcome->first);
		node_text(arena, file, "last", outcome->last);
	} else {
		node_null(arena, file, "first");
		node_null(arena, file, "last");
	}
}

struct table *outcome_table(struct result *result)
{
	static const char *const keys[] = {"file", "load", "figures", "new", "unchanged", "revised",
		"missing", "rejected", "series", "first", "last"};
	struct table *table = result_table(result, STR(""));

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		table_column(result, table, keys[i], str_of(keys[i]))->right = i > 0 && i < 9;
	return table;
}

void outcome_add_row(struct result *result, struct table *table, const struct outcome *outcome)
{
	const struct commit *commit = &outcome->commit;
	const size_t counts[] = {commit->figures, commit->added, commit->unchanged,
		commit->revised.count, outcome->ingest.missing, outcome->ingest.rejected,
		commit->series};

	table_text(result, table, outcome->path);
	table_text(result, table,
		commit->load ? str_printf(result->arena, "%d", commit->load) : STR(""));
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
		table_number(result, table, (double)counts[i],
			str_printf(result->arena, "%zu", counts[i]));
	table_text(result, table, outcome->first);
	table_text(result, table, outcome->last);
}
