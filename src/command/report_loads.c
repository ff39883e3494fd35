#include "command/report_loads.h"

#include "base/date.h"

enum { DEFAULT_DAYS = 35 };

/* Loads behind `load`, none of them from before `day`. */
struct since {
	int load, day;
};

static bool is_number(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	return text.len > 0;
}

static bool read_since(struct context *context, struct since *since, struct str *text)
{
	*since = (struct since){0, context->today - DEFAULT_DAYS};
	*text = option_value(context, "since");
	if (!text->at) {
		*text = date_print(context->arena, since->day);
		return true;
	}
	if (is_number(*text)) {
		since->day = NO_DATE;
		if (!workbook_load(context, *text, &since->load))
			return false;
		*text = str_printf(context->arena,
			context->catalogue.english ? "load %d" : "第 %d 次装入", since->load);
		return true;
	}
	return date_parse(*text, &since->day) ||
	       diag_error(context->diag, STATUS_USAGE, NO_PLACE,
		       "--since \"%.*s\": expected a load's number or a date such as 2024-06-05",
		       STR_ARG(diag_quote(context->arena, *text)));
}

/* By load number: taken back by an undo up to `last` that was not taken back itself. */
static const bool *undone_by(struct arena *arena, const struct load_list *list, int last)
{
	bool *undone = NEW_ARRAY(arena, list->count + 2, bool);

	for (size_t i = list->count; i-- > 0;) {
		const struct load_entry *entry = &list->item[i];

		if (entry->number <= last && entry->undoes && !undone[entry->number])
			undone[entry->undoes] = true;
	}
	return undone;
}

static bool find_key(struct context *context, struct str series, struct series_key *key)
{
	size_t slash = str_find(series, STR("/"));
	struct str id = str_head(series, slash);

	key->indicator = catalogue_find(&context->catalogue, id);
	if (!key->indicator)
		key->indicator = catalogue_successor(&context->catalogue, id);
	key->area = str_from(series, slash + 1);
	return key->indicator != NULL;
}

static void add_revision(
	struct context *context, const struct ledger_row *row, struct report_revisions *out)
{
	struct series_key key;

	if (!find_key(context, row->series, &key))
		return;
	*array_add(context->arena, out) = (struct report_revision){.key = key,
		.period = row->period,
		.unit = row->unit,
		.at = row->at,
		.file = row->file,
		.load = row->load,
		.before = row->before,
		.after = row->value};
}

/* The latest load first, its rows as they stand there. */
static void add_revisions(
	struct context *context, const struct ledger_rows *rows, struct report_revisions *out)
{
	for (size_t end = rows->count, first; end > 0; end = first) {
		first = end - 1;
		while (first && rows->item[first - 1].load == rows->item[first].load)
			first--;
		for (size_t i = first; i < end; i++)
			add_revision(context, &rows->item[i], out);
	}
}

static bool is_since(const struct load_entry *load, const struct since *since)
{
	int day;

	return load->number > since->load &&
	       (!date_parse(str_head(load->at, sizeof("2024-07-10") - 1), &day) ||
		       day >= since->day);
}

bool report_loads(struct context *context, int last, struct report_source *source,
	struct report_revisions *revisions)
{
	struct load_list list = {0};
	struct ledger_rows rows = {0};
	struct since since;
	const bool *undone;
	bool *chosen, any = false;

	if (!read_since(context, &since, &source->since) ||
		!store_log(&context->store, context->arena, &list, context->diag))
		return false;
	undone = undone_by(context->arena, &list, last);
	chosen = NEW_ARRAY(context->arena, (size_t)last + 1, bool);
	for (size_t i = 0; i < list.count && list.item[i].number <= last; i++) {
		const struct load_entry *load = &list.item[i];

		source->load = load->number;
		source->load_at = load->at;
		chosen[load->number] =
			!load->undoes && !undone[load->number] && is_since(load, &since);
		any |= chosen[load->number];
	}
	if (any && !store_revisions(
			   &context->store, context->arena, chosen, last, &rows, context->diag))
		return false;
	add_revisions(context, &rows, revisions);
	return true;
}
