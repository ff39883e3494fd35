/* One round: the files that have settled, each of them a load. */

#include "command/collect.h"

#include "base/clock.h"
#include "command/collect_take.h"
#include "command/hook.h"

struct round {
	struct collector *collector;
	struct aside aside; /* with the catalogue as it is now */
	struct load_contents contents;
	struct hook hook;
	struct node *files;  /* of the JSON */
	struct table *table; /* of the other formats for programs */
	size_t fates[FATES];
};

void aside_begin(struct aside *aside, const struct context *context)
{
	arena_init(&aside->arena, context->arena);
	diag_init(&aside->diag, &aside->arena);
	aside->context = *context;
	aside->context.arena = aside->context.store.arena = &aside->arena;
	aside->context.diag = &aside->diag;
	aside->context.reported = 0;
	aside->context.progress.show = NULL;
	result_init(&aside->context.result, &aside->arena);
	buf_init(&aside->context.out, &aside->arena);
}

void aside_end(struct aside *aside, struct collector *collector)
{
	aside->context.print(&aside->context);
	aside->context.report(&aside->context);
	if (collector->status == STATUS_DONE)
		collector->status = aside->diag.status;
	arena_free(&aside->arena);
}

/* Where the files come from and go to is settled once. */
static bool is_same_place(struct round *round)
{
	const struct context *first = round->collector->context, *now = &round->aside.context;

	if (str_equal(first->catalogue.inbox, now->catalogue.inbox) &&
		str_equal(first->store.folder, now->store.folder))
		return true;
	round->collector->done = true;
	return diag_error(&round->aside.diag, STATUS_CATALOGUE, PLACE_FILE(now->catalogue.path),
		"inbox or data are others than before; start tidemark collect again");
}

static bool read_catalogue(struct round *round)
{
	struct context *context = &round->aside.context;

	if (!option_given(context, "today"))
		context->today = clock_today();
	return workbook_catalogue(context) && workbook_store(context) && is_same_place(round);
}

static void make_result(struct round *round)
{
	struct context *context = &round->aside.context;
	struct table *table;

	context->result.json = node_object(context->arena, NULL, NULL);
	node_text(context->arena, context->result.json, "inbox", round->collector->inbox.path);
	round->files = node_list(context->arena, context->result.json, "files");
	if (context->format == FORMAT_TEXT || context->format == FORMAT_JSON)
		return;
	round->table = table = outcome_table(&context->result);
	table_column(&context->result, table, "state", STR("state"));
	table_column(&context->result, table, "moved_to", STR("moved_to"));
}

static void say(struct context *context, const struct taken *taken)
{
	struct result *result = &context->result;
	struct str name = taken->outcome.path;

	if (taken->fate == FATE_LOADED || taken->fate == FATE_UNCHANGED)
		outcome_say(context, &taken->outcome);
	else if (taken->fate == FATE_KNOWN)
		result_line(result, "%.*s: loaded before (load %d), nothing loaded", STR_ARG(name),
			taken->known);
	else if (taken->fate == FATE_REFUSED && taken->place.len)
		result_line(result, "%.*s: refused, nothing loaded; why, in %.*s.txt",
			STR_ARG(name), STR_ARG(taken->place));
	else if (taken->fate == FATE_REFUSED)
		result_line(
			result, "%.*s: refused, nothing loaded; left in the inbox", STR_ARG(name));
	else if (taken->fate == FATE_LEFT)
		result_line(result, "%.*s: left in the inbox: it %.*s", STR_ARG(name),
			STR_ARG(taken->why));
	else
		result_line(result, "%.*s: not loaded, left in the inbox", STR_ARG(name));
}

static void add_text_or_null(
	struct arena *arena, struct node *object, const char *key, struct str text)
{
	if (text.len)
		node_text(arena, object, key, str_copy(arena, text));
	else
		node_null(arena, object, key);
}

static void list(struct round *round, struct taken *taken)
{
	struct context *context = &round->aside.context;
	struct arena *arena = context->arena;
	struct str state = str_of(fate_name(taken->fate));
	struct node *file;

	outcome_keep(arena, &taken->outcome);
	if (round->table) {
		outcome_add_row(&context->result, round->table, &taken->outcome);
		table_text(&context->result, round->table, state);
		table_text(&context->result, round->table, str_copy(arena, taken->place));
	}
	file = node_object(arena, round->files, NULL);
	outcome_add_members(arena, file, &taken->outcome);
	node_text(arena, file, "state", state);
	if (taken->known)
		node_number(arena, file, "known", taken->known);
	else
		node_null(arena, file, "known");
	add_text_or_null(arena, file, "moved_to", taken->place);
	add_text_or_null(arena, file, "why", taken->why);
}

/* A watching collector tells what happens, and that a file is not whole yet is nothing. */
static bool is_worth_telling(const struct round *round, enum fate fate)
{
	return fate != FATE_LEFT || !round->collector->watch;
}

/* False if nothing else can be loaded either. */
static bool take(struct round *round, struct arrival *arrival)
{
	struct collector *collector = round->collector;
	struct aside aside;
	struct taken taken = {.fate = FATE_LEFT};

	aside_begin(&aside, &round->aside.context);
	collect_take(&aside.context, &collector->inbox, arrival, &round->contents,
		&round->aside.arena, &taken);
	arrival->tried = true;
	round->fates[taken.fate]++;
	hook_note(&round->aside.arena, &round->hook, &taken.outcome);
	if (is_worth_telling(round, taken.fate)) {
		if (aside.context.format == FORMAT_TEXT && !aside.context.quiet)
			say(&aside.context, &taken);
		if (aside.context.format != FORMAT_TEXT)
			list(round, &taken);
	}
	aside_end(&aside, collector);
	return taken.fate != FATE_FAILED;
}

/* What was not even tried: what no one takes, and in a single run what has not settled. */
static void list_others(struct round *round)
{
	const struct inbox *inbox = &round->collector->inbox;

	for (size_t i = 0; i < inbox->count && !round->collector->watch; i++) {
		const struct arrival *arrival = &inbox->item[i];
		struct taken taken = {.outcome.path = arrival->name, .fate = FATE_LEFT};

		if (arrival->tried)
			continue;
		taken.why = str_of(arrival->problem ? arrival->problem : "is still changing");
		round->fates[FATE_LEFT]++;
		if (!arrival->problem && !round->aside.context.quiet)
			say(&round->aside.context, &taken);
		list(round, &taken);
	}
}

/* What cannot be loaded now is not tried again at once. */
static void let_rest(const struct arrivals *arrivals)
{
	double now = clock_steady();

	for (size_t i = 0; i < arrivals->count; i++)
		if (!arrivals->item[i]->tried)
			arrival_rest(arrivals->item[i], now);
}

static void sum_up(struct round *round)
{
	struct context *context = &round->aside.context;
	size_t all = 0, kinds = 0;
	struct buf line;

	buf_init(&line, context->arena);
	for (int i = 0; i < FATES; i++) {
		node_number(context->arena, context->result.json, fate_name((enum fate)i),
			(double)round->fates[i]);
		if (!round->fates[i] || (i == FATE_LEFT && round->collector->watch))
			continue;
		all += round->fates[i];
		buf_printf(&line, "%s%zu %s", kinds++ ? ", " : "", round->fates[i],
			fate_name((enum fate)i));
	}
	if (all > 1 && !context->quiet)
		result_line(&context->result, "%zu files: %.*s", all, STR_ARG(buf_str(&line)));
	else if (!all && !round->collector->watch && !context->quiet)
		result_line(&context->result, "%.*s: nothing to load",
			STR_ARG(round->collector->inbox.path));
}

static bool is_silent(const struct round *round)
{
	return round->collector->watch && !round->files->first;
}

void collect_round(struct collector *collector, const struct arrivals *arrivals)
{
	struct round round = {.collector = collector};
	bool go_on;

	aside_begin(&round.aside, collector->context);
	go_on = read_catalogue(&round);
	make_result(&round);
	for (size_t i = 0; i < arrivals->count && go_on; i++)
		go_on = !waiter_stopped(&collector->waiter) && take(&round, arrivals->item[i]);
	if (!go_on)
		let_rest(arrivals);
	list_others(&round);
	sum_up(&round);
	if (round.aside.context.format != FORMAT_TEXT && is_silent(&round))
		result_init(&round.aside.context.result, &round.aside.arena);
	round.aside.context.print(&round.aside.context);
	/* A wish to stop that came too late for the last file must not end the hook. */
	waiter_stopped(&collector->waiter);
	round.hook.refused = round.fates[FATE_REFUSED];
	hook_run(&round.aside.context, &round.hook);
	aside_end(&round.aside, collector);
}
