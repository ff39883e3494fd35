/* Sends figures to VictoriaMetrics and believes nothing: each is read back and compared. */

#include "base/clock.h"
#include "store/fold.h"
#include "store/hold.h"
#include "store/ledger.h"
#include "store/push_mend.h"
#include "store/pushed.h"
#include "text/decimal.h"

#include <math.h>

enum {
	FIGURES_AT_ONCE = 100000,
	INDICATORS_AT_ONCE = 256,
};

#define LONGEST_WAIT 15.0 /* seconds for what was sent to be seen */

struct pushing {
	struct store *store;
	const struct push *push;
	struct push_outcome *outcome;
	struct remote remote;
	const struct book *book;
	int today;
	bool *changed;    /* by indicator index: to be looked at */
	struct tally all; /* of the batches that are done */
};

/* Figures of days to come are not taken before these are near. */
static void mark_ahead(struct pushing *p, int day)
{
	for (size_t i = 0; i < p->book->series.count; i++) {
		const struct series *series = &p->book->series.item[i];
		const struct indicator *it = series->key.indicator;

		if (period_first_day(it->every, it->calendar, series_last(series)) > day)
			p->changed[it->index] = true;
	}
}

static bool mark_loads(struct pushing *p, int first, int last, struct diag *diag)
{
	struct fold fold = {.catalogue = p->store->catalogue, .folder = p->store->folder};
	struct hold hold;
	bool done;
	int *undoes;

	if (!hold_open_ledger(&hold, p->store, diag))
		return false;
	done = ledger_undoes(&hold.arena, fold.folder, last, &undoes, diag);
	for (int load = first; load <= last && done; load++)
		done = fold_mark(
			&fold, &hold.arena, ledger_subject(undoes, load), p->changed, NULL, diag);
	hold_close(&hold);
	return done;
}

/* Marks the indicators whose figures may not be there as they are here, by what earlier pushes
 * found. */
static bool find_changed(
	struct pushing *p, struct arena *arena, struct pushed *before, struct diag *diag)
{
	size_t count = p->store->catalogue->indicators.count;
	size_t catalogue = pushed_catalogue(arena, p->store->catalogue);
	bool known;

	*before = pushed_read(arena, p->store->folder, p->remote.write);
	known = before->sure && before->load <= p->book->load && before->catalogue == catalogue &&
		!p->push->all;
	if (!known)
		*before = (struct pushed){.catalogue = catalogue};
	p->changed = NEW_ARRAY(arena, count + 1, bool);
	if (known) {
		p->outcome->since = before->sure;
		mark_ahead(p, before->day);
		if (!mark_loads(p, before->sure + 1, p->book->load, diag))
			return false;
	}
	for (size_t i = 0; i < count; i++)
		p->changed[i] = (p->changed[i] || !known) && p->push->chosen[i];
	return true;
}

static struct str figure_of(struct arena *arena, const struct tally_first *figure)
{
	const struct indicator *it = figure->key.indicator;

	return str_printf(arena, "%.*s %.*s", STR_ARG(series_name(arena, figure->key)),
		STR_ARG(period_print(arena, it->every, it->calendar, figure->period)));
}

static struct str value_of(struct arena *arena, double value)
{
	char text[32] = "";

	if (isnan(value))
		return STR("nothing");
	return str_copy(arena, (struct str){text, decimal_print(value, text)});
}

/* "3 figures …, loans 2024-05 among them (sent 1, found 2)" */
static struct str such(struct arena *arena, const struct tally *tally, enum sameness which)
{
	const struct tally_first *first = &tally->first[which];

	return str_printf(arena, "%.*s, %.*s among them (sent %.*s, found %.*s)",
		STR_ARG(str_counted(arena, tally->count[which], STR("figures"))),
		STR_ARG(figure_of(arena, first)), STR_ARG(value_of(arena, first->here)),
		STR_ARG(value_of(arena, first->there)));
}

static bool is_missing(const struct pushing *p, const struct tally *tally, struct diag *diag)
{
	bool old = !tally->count[FIGURE_THERE] || tally->newest_missing < tally->oldest_there;

	return diag_error(diag, STATUS_IO, PLACE_FILE(p->push->url), "did not arrive: %.*s; %s",
		STR_ARG(such(diag->arena, tally, FIGURE_MISSING)),
		old ? "VictoriaMetrics drops what is older than its retention without a word, and "
		      "that is a month unless it is started with -retentionPeriod=100y"
		    : "push again, and look into the server's log if that does not help");
}

static bool is_wrong(const struct pushing *p, const struct tally *tally, struct diag *diag)
{
	enum sameness which = tally->count[FIGURE_WRONG] ? FIGURE_WRONG : FIGURE_SURPLUS;
	struct str what = tally->count[which] ? such(diag->arena, tally, which)
					      : STR("series under other labels");

	return diag_error(diag, STATUS_IO, PLACE_FILE(p->push->url),
		"not there as they were sent: %.*s; does something else write them, or is deleting "
		"forbidden?",
		STR_ARG(what));
}

static void join(struct tally *all, const struct tally *more)
{
	for (int i = 0; i < FINDINGS; i++) {
		if (!all->count[i])
			all->first[i] = more->first[i];
		all->count[i] += more->count[i];
	}
}

static bool account(struct pushing *p, const struct tally *tally, struct diag *diag)
{
	join(&p->all, tally);
	p->outcome->sent -= tally->count[FIGURE_AHEAD];
	if (tally->count[FIGURE_MISSING])
		return is_missing(p, tally, diag);
	return push_is_settled(tally) || is_wrong(p, tally, diag);
}

/* The next indicators that were changed and have together no more figures than fit. */
static bool next_batch(const struct pushing *p, struct remote_batch *batch)
{
	size_t count = batch->catalogue->indicators.count, indicators = 0, figures = 0;

	for (batch->first = batch->last; batch->last < count; batch->last++) {
		size_t first, series;

		if (!p->changed[batch->last])
			continue;
		series =
			book_range(p->book, batch->catalogue->indicators.item[batch->last], &first);
		for (size_t i = first; i < first + series; i++)
			figures += p->book->series.item[i].count;
		if (indicators++ && (indicators > INDICATORS_AT_ONCE || figures > FIGURES_AT_ONCE))
			break;
		p->outcome->series += series;
	}
	return indicators > 0;
}

static bool push_all(struct pushing *p, struct diag *diag)
{
	struct remote_batch batch = {
		.catalogue = p->store->catalogue, .wanted = p->changed, .areas = true};
	struct mend mend = {.remote = &p->remote,
		.comparing = {p->push->digits, p->today},
		.book = p->book,
		.patience = fmin(p->push->timeout, LONGEST_WAIT),
		.outcome = p->outcome};
	size_t count = batch.catalogue->indicators.count;
	struct tally tally;

	while (next_batch(p, &batch)) {
		progress_tell(p->push->progress, "sending", (double)batch.first / (double)count);
		if (!push_mend(&mend, &batch, &tally, diag) || !account(p, &tally, diag))
			return false;
	}
	return true;
}

/* Figures that lie ahead are a warning: a later push sends them. */
static bool conclude(struct pushing *p, struct diag *diag)
{
	const struct tally *all = &p->all;
	struct place place = PLACE_FILE(p->push->url);

	p->outcome->figures = all->count[FIGURE_THERE];
	p->outcome->ahead = all->count[FIGURE_AHEAD];
	if (all->count[FIGURE_AHEAD])
		diag_warning(diag, place,
			"not taken yet, since VictoriaMetrics refuses what lies more than two days "
			"ahead: %.*s, the first of them %.*s; later pushes send them as their days "
			"come",
			STR_ARG(str_counted(diag->arena, all->count[FIGURE_AHEAD], STR("figures"))),
			STR_ARG(figure_of(diag->arena, &all->first[FIGURE_AHEAD])));
	return !all->count[FIGURE_ROUNDED] ||
	       diag_error(diag, STATUS_IO, place,
		       "other last digits there: %.*s; VictoriaMetrics is sure of 12 digits, and "
		       "--digits 12 takes that for equal",
		       STR_ARG(such(diag->arena, all, FIGURE_ROUNDED)));
}

/* What this push did not have to send, another one had sent. */
static bool remember(const struct pushing *p, const struct pushed *before, struct diag *diag)
{
	struct pushed now = {.load = p->book->load,
		.sure = p->outcome->sent ? before->load : p->book->load,
		.day = p->today,
		.catalogue = before->catalogue};

	return p->push->some || pushed_write(p->store, p->remote.write, &now, diag);
}

static bool push_book(struct pushing *p, struct arena *scratch, struct diag *diag)
{
	const struct push *push = p->push;
	struct pushed before;
	bool done;

	if (!remote_open(&p->remote, scratch, push->url, push->read_url, push->token_file,
		    push->tries, push->timeout, diag))
		return false;
	done = find_changed(p, scratch, &before, diag) && push_all(p, diag) && conclude(p, diag);
	remote_close(&p->remote);
	return done && remember(p, &before, diag);
}

bool store_push(struct store *store, const struct push *push, struct push_outcome *outcome,
	struct diag *diag)
{
	struct pushing pushing = {
		.store = store, .push = push, .outcome = outcome, .today = clock_today()};
	struct arena scratch;
	struct book book;
	bool done;

	*outcome = (struct push_outcome){0};
	if (!hold_has_ledger(store, diag))
		return false;
	arena_init(&scratch, diag->arena);
	done = store_read(store, &scratch, push->chosen, true, &book, diag);
	if (done && !book.load)
		done = diag_error(diag, STATUS_USAGE, PLACE_FILE(store->folder),
			"nothing was loaded here, so there is nothing to push");
	if (done) {
		pushing.book = &book;
		outcome->load = book.load;
		done = push_book(&pushing, &scratch, diag);
	}
	arena_free(&scratch);
	return done;
}
