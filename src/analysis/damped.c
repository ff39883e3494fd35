#include "analysis/damped.h"

#include "analysis/lanes.h"
#include "base/array.h"

#include <math.h>

enum { ALPHAS = 13, GAINS = 7, PAIRS = ALPHAS * GAINS, TRIED = LANES_FILLED(PAIRS) };

static const double phi = 0.95;

static const double alphas[ALPHAS] = {.02, .05, .1, .15, .2, .3, .4, .5, .6, .7, .8, .9, .99};
static const double gains[GAINS] = {0, .02, .05, .1, .2, .3, .5}; /* β / α */

/*
 * From a zero state the errors are u. A level of 1 would have predicted p, a slope of 1 q: an
 * initial state (x, z) has the errors u − x·p − z·q, and the best one solves two linear equations.
 * Only u depends on the figures.
 */
struct ahead {
	double p[TRIED], q[TRIED]; /* for one figure */
};

/* What has become of a level of 1 and of a slope of 1. */
struct since {
	double level_of_level[TRIED], slope_of_level[TRIED];
	double level_of_slope[TRIED], slope_of_slope[TRIED];
	double pp[TRIED], pq[TRIED], qq[TRIED]; /* sums of products */
};

struct damped_pairs {
	double alpha[TRIED], gain[TRIED]; /* gain: of the slope, φ·β */
	struct {
		ARRAY(struct ahead);
	} ahead;             /* figure by figure */
	struct since latest; /* behind these */
	struct {
		ARRAY(struct since *);
	} since; /* by how many figures there were; NULL: not asked for yet */
};

/* From a zero state, in the end. */
struct run {
	double level[LANES_ABREAST], slope[LANES_ABREAST];
	double uu[LANES_ABREAST], up[LANES_ABREAST], uq[LANES_ABREAST];
};

static struct since at_the_beginning(void)
{
	struct since since = {{0}, {0}, {0}, {0}, {0}, {0}, {0}};

	for (int i = 0; i < TRIED; i++) {
		since.level_of_level[i] = 1;
		since.slope_of_slope[i] = phi;
	}
	return since;
}

/* The last pair fills the lanes. */
static struct damped_pairs *make_pairs(struct arena *arena)
{
	struct damped_pairs *pairs = NEW(arena, struct damped_pairs);

	for (int i = 0; i < TRIED; i++) {
		int pair = i < PAIRS ? i : PAIRS - 1;

		pairs->alpha[i] = alphas[pair / GAINS];
		pairs->gain[i] = phi * (pairs->alpha[i] * gains[pair % GAINS]);
	}
	pairs->latest = at_the_beginning();
	return pairs;
}

static void predict(const struct since *since, struct ahead *ahead)
{
	for (int i = 0; i < TRIED; i++) {
		ahead->p[i] = since->level_of_level[i] + since->slope_of_level[i];
		ahead->q[i] = since->level_of_slope[i] + since->slope_of_slope[i];
	}
}

/* One figure more, which brought nothing new. */
static void forget(const struct damped_pairs *pairs, const struct ahead *ahead, struct since *since)
{
	for (int i = 0; i < TRIED; i++) {
		double p = ahead->p[i], q = ahead->q[i], keep = 1 - pairs->alpha[i];

		since->level_of_level[i] = keep * p;
		since->slope_of_level[i] = phi * since->slope_of_level[i] - pairs->gain[i] * p;
		since->level_of_slope[i] = keep * q;
		since->slope_of_slope[i] = phi * since->slope_of_slope[i] - pairs->gain[i] * q;
		since->pp[i] += p * p;
		since->pq[i] += p * q;
		since->qq[i] += q * q;
	}
}

/* Predictions for so many figures. */
static void reach(struct arena *arena, struct damped_pairs *pairs, size_t count)
{
	while (pairs->ahead.count < count) {
		struct ahead *ahead = array_add(arena, &pairs->ahead);

		predict(&pairs->latest, ahead);
		forget(pairs, ahead, &pairs->latest);
	}
	while (pairs->since.count <= count)
		*array_add(arena, &pairs->since) = NULL;
}

static struct since *count_up(struct arena *arena, const struct damped_pairs *pairs, size_t count)
{
	struct since *since = NEW(arena, struct since);

	*since = at_the_beginning();
	for (size_t t = 0; t < count; t++)
		forget(pairs, &pairs->ahead.item[t], since);
	return since;
}

static const struct since *since_beginning(struct damped_grid *grid, size_t count)
{
	struct damped_pairs *pairs = grid->pairs;

	if (!pairs)
		pairs = grid->pairs = make_pairs(grid->arena);
	reach(grid->arena, pairs, count);
	if (!pairs->since.item[count])
		pairs->since.item[count] = count_up(grid->arena, pairs, count);
	return pairs->since.item[count];
}

LANES_INLINE void run(const struct damped_pairs *pairs, int first, const double *y, size_t count,
	double shift, struct run *run)
{
	lanes alpha[LANES_TURNS], gain[LANES_TURNS], level[LANES_TURNS], slope[LANES_TURNS];
	lanes uu[LANES_TURNS], up[LANES_TURNS], uq[LANES_TURNS];

	for (int k = 0; k < LANES_TURNS; k++) {
		lanes_load(&alpha[k], pairs->alpha + first + k * LANES);
		lanes_load(&gain[k], pairs->gain + first + k * LANES);
		level[k] = slope[k] = uu[k] = up[k] = uq[k] = (lanes){0};
	}
	for (size_t t = 0; t < count; t++) {
		const struct ahead *ahead = &pairs->ahead.item[t];

		for (int k = 0; k < LANES_TURNS; k++) {
			lanes at = level[k] + slope[k], u = (y[t] - shift) - at, p, q;

			lanes_load(&p, ahead->p + first + k * LANES);
			lanes_load(&q, ahead->q + first + k * LANES);
			level[k] = at + alpha[k] * u;
			slope[k] = phi * slope[k] + gain[k] * u;
			uu[k] += u * u;
			up[k] += u * p;
			uq[k] += u * q;
		}
	}
	for (int k = 0; k < LANES_TURNS; k++) {
		lanes_store(run->level + k * LANES, &level[k]);
		lanes_store(run->slope + k * LANES, &slope[k]);
		lanes_store(run->uu + k * LANES, &uu[k]);
		lanes_store(run->up + k * LANES, &up[k]);
		lanes_store(run->uq + k * LANES, &uq[k]);
	}
}

/* The best initial state of one pair, and the squared errors it leaves. */
LANES_INLINE double fit(const struct run *run, int lane, const struct since *since, int pair,
	double *level, double *slope)
{
	double up = run->up[lane], uq = run->uq[lane];
	double pp = since->pp[pair], pq = since->pq[pair], qq = since->qq[pair];
	double det = pp * qq - pq * pq;

	*level = (up * qq - uq * pq) / det;
	*slope = (uq * pp - up * pq) / det;
	return run->uu[lane] - *level * up - *slope * uq;
}

static double mean_of(const double *y, size_t count)
{
	double sum = 0;

	for (size_t t = 0; t < count; t++)
		sum += y[t];
	return sum / (double)count;
}

LANES_FAST struct damped damped_fit(struct damped_grid *grid, const double *y, size_t count)
{
	const struct since *since = since_beginning(grid, count);
	double least = INFINITY, shift = mean_of(y, count);
	struct damped best = {NAN, NAN};

	for (int first = 0; first < TRIED; first += LANES_ABREAST) {
		struct run tried;

		run(grid->pairs, first, y, count, shift, &tried);
		for (int i = 0; i < LANES_ABREAST; i++) {
			int pair = first + i;
			double level, slope, squares = fit(&tried, i, since, pair, &level, &slope);

			if (squares >= least)
				continue;
			least = squares;
			best.level = shift + tried.level[i] + level * since->level_of_level[pair] +
				     slope * since->level_of_slope[pair];
			best.slope = tried.slope[i] + level * since->slope_of_level[pair] +
				     slope * since->slope_of_slope[pair];
		}
	}
	best.slope /= phi;
	return best;
}

double damped_at(const struct damped *damped, size_t ahead)
{
	double worn = pow(phi, (double)ahead);

	return damped->level + damped->slope * phi * (1 - worn) / (1 - phi);
}
