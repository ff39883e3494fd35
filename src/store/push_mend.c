#include "store/push_mend.h"

#include "base/clock.h"

#include <math.h>

enum { DELETED_AT_ONCE = 1 << 20 }; /* bytes of a form */

#define FIRST_PAUSE 0.1 /* seconds */

/* The series in force of the indicators of a batch are items first … first + count - 1. */
static size_t series_of(const struct mend *mend, const struct remote_batch *batch, size_t *first)
{
	*first = mend->book->start[batch->first];
	return mend->book->start[batch->last] - *first;
}

/* All of a batch: what is in force, and then what is there and is not in force. */
static void tally_batch(const struct mend *mend, struct arena *arena,
	const struct remote_batch *batch, const struct there *there, struct tally *tally)
{
	size_t first, count = series_of(mend, batch, &first);

	*tally = (struct tally){.count = {0}};
	for (size_t i = first; i < first + count; i++) {
		const struct series *here = &mend->book->series.item[i];

		if (batch->wanted[here->key.indicator->index])
			tally_series(
				tally, &mend->comparing, here, there_find(arena, there, here->key));
	}
	for (size_t i = 0; i < there->series.count; i++) {
		const struct there_series *series = &there->series.item[i];

		if (!book_find(mend->book, series->layers.key.indicator, series->layers.key.area))
			tally_series(tally, &mend->comparing, NULL, series);
	}
	tally->spoilt += there->foreign.count;
}

/* What is to be deleted and what is to be sent. */
struct mending {
	struct mend *mend;
	struct arena *arena;
	struct buf form, lines;
};

static bool delete_chosen(struct mending *m, struct diag *diag)
{
	bool done = !m->form.len || remote_delete(m->mend->remote, buf_str(&m->form), diag);

	m->form.len = 0;
	return done;
}

static bool choose(struct mending *m, const struct indicator *indicator, struct str area,
	struct str every, struct str unit, struct diag *diag)
{
	remote_select(m->mend->remote, &m->form, indicator, area, every, unit);
	return m->form.len < DELETED_AT_ONCE || delete_chosen(m, diag);
}

static bool choose_series(struct mending *m, struct series_key key, struct diag *diag)
{
	return choose(m, key.indicator, key.area, str_of(every_name(key.indicator->every)),
		key.indicator->unit, diag);
}

/* Those figures of a series that are not there. */
static struct series without(
	struct arena *arena, const struct series *here, const struct there_series *there)
{
	struct series missing = *here;

	missing.value = NEW_ARRAY(arena, here->count, double);
	for (size_t i = 0; i < here->count; i++) {
		bool is_there = there && !isnan(layers_at(&there->layers, here->first + (int)i));

		missing.value[i] = is_there ? (double)NAN : here->value[i];
	}
	return missing;
}

/* VictoriaMetrics adds figures and never replaces one: a series with a wrong one begins anew. */
static bool mend_series(struct mending *m, const struct series *here,
	const struct there_series *there, struct diag *diag)
{
	struct push_outcome *outcome = m->mend->outcome;
	struct series sent = *here;
	struct tally tally = {.count = {0}};

	tally_series(&tally, &m->mend->comparing, here, there);
	if (tally.spoilt || tally.count[FIGURE_ROUNDED] || tally.count[FIGURE_WRONG] ||
		tally.count[FIGURE_SURPLUS]) {
		outcome->replaced++;
		if (!choose_series(m, here->key, diag))
			return false;
	} else {
		sent = without(m->arena, here, there);
	}
	outcome->sent += metric_line(&sent, here->first, series_last(here), &m->lines);
	return true;
}

static bool mend_here(struct mending *m, const struct remote_batch *batch,
	const struct there *there, struct diag *diag)
{
	size_t first, count = series_of(m->mend, batch, &first);

	for (size_t i = first; i < first + count; i++) {
		const struct series *here = &m->mend->book->series.item[i];

		if (batch->wanted[here->key.indicator->index] &&
			!mend_series(m, here, there_find(m->arena, there, here->key), diag))
			return false;
	}
	return true;
}

/* Series that none is here for. */
static bool mend_there(struct mending *m, const struct there *there, struct diag *diag)
{
	for (size_t i = 0; i < there->series.count; i++) {
		struct series_key key = there->series.item[i].layers.key;

		if (book_find(m->mend->book, key.indicator, key.area))
			continue;
		m->mend->outcome->removed++;
		if (!choose_series(m, key, diag))
			return false;
	}
	for (size_t i = 0; i < there->foreign.count; i++) {
		const struct there_foreign *it = &there->foreign.item[i];

		m->mend->outcome->removed++;
		if (!choose(m, it->indicator, it->area, it->every, it->unit, diag))
			return false;
	}
	return true;
}

static bool mend_all(struct mend *mend, struct arena *arena, const struct remote_batch *batch,
	const struct there *there, struct diag *diag)
{
	struct mending m = {.mend = mend, .arena = arena};

	buf_init(&m.form, arena);
	buf_init(&m.lines, arena);
	return mend_here(&m, batch, there, diag) && mend_there(&m, there, diag) &&
	       delete_chosen(&m, diag) &&
	       (!m.lines.len || remote_write(mend->remote, buf_str(&m.lines), diag));
}

bool push_is_settled(const struct tally *tally)
{
	return !tally->spoilt && !tally->count[FIGURE_MISSING] && !tally->count[FIGURE_WRONG] &&
	       !tally->count[FIGURE_SURPLUS];
}

static bool is_equal(const struct tally *tally)
{
	return push_is_settled(tally) && !tally->count[FIGURE_ROUNDED] &&
	       !tally->count[FIGURE_AHEAD];
}

static bool look(struct mend *mend, const struct remote_batch *batch, bool mended,
	struct tally *tally, struct diag *diag)
{
	struct arena scratch;
	struct there there = {.arena = &scratch};
	bool done;

	arena_init(&scratch, diag->arena);
	done = remote_read(mend->remote, batch, there_take, &there, diag);
	if (done)
		tally_batch(mend, &scratch, batch, &there, tally);
	if (done && !mended && !is_equal(tally))
		done = mend_all(mend, &scratch, batch, &there, diag);
	arena_free(&scratch);
	return done;
}

/* What was written may take a while to be seen. */
bool push_mend(
	struct mend *mend, const struct remote_batch *batch, struct tally *tally, struct diag *diag)
{
	double begun, pause = FIRST_PAUSE;

	if (!look(mend, batch, false, tally, diag))
		return false;
	if (is_equal(tally))
		return true;
	begun = clock_steady();
	for (;;) {
		remote_flush(mend->remote);
		if (!look(mend, batch, true, tally, diag))
			return false;
		if (push_is_settled(tally) || clock_steady() - begun > mend->patience)
			return true;
		clock_pause(pause);
		pause *= 2;
	}
}
