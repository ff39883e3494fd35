#include "analysis/smoothing.h"

#include "analysis/lanes.h"

#include <math.h>

enum { ALPHAS = 51, TRIED = LANES_FILLED(ALPHAS) };

/* The last one fills the lanes. */
static const double alphas[TRIED] = {.01, .02, .04, .06, .08, .10, .12, .14, .16, .18, .20, .22,
	.24, .26, .28, .30, .32, .34, .36, .38, .40, .42, .44, .46, .48, .50, .52, .54, .56, .58,
	.60, .62, .64, .66, .68, .70, .72, .74, .76, .78, .80, .82, .84, .86, .88, .90, .92, .94,
	.96, .98, .99, .99, .99, .99, .99, .99, .99, .99, .99, .99};

/*
 * A smoothing that began at level 0: its errors u are those of one that began at x, less x·w, where
 * w = (1 − α)^t is what is left of the beginning. So the best x is Σuw / Σww.
 */
struct smoothing_step {
	double left[TRIED]; /* w, for the figure of this step */
	double ww[TRIED];   /* Σww up to the one before */
};

struct run {
	double level[LANES_ABREAST], uu[LANES_ABREAST], uw[LANES_ABREAST]; /* in the end */
};

static void begin(struct smoothing_grid *grid)
{
	struct smoothing_step *first = array_add(grid->arena, grid);

	for (int i = 0; i < TRIED; i++)
		first->left[i] = 1;
}

/* So many steps, and one behind them. */
static void reach(struct smoothing_grid *grid, size_t count)
{
	if (!grid->count)
		begin(grid);
	while (grid->count <= count) {
		struct smoothing_step *next = array_add(grid->arena, grid);
		const struct smoothing_step *step = next - 1;

		for (int i = 0; i < TRIED; i++) {
			next->left[i] = step->left[i] * (1 - alphas[i]);
			next->ww[i] = step->ww[i] + step->left[i] * step->left[i];
		}
	}
}

LANES_INLINE void run(const struct smoothing_step *step, int first, const double *y, size_t count,
	struct run *run)
{
	double shift = y[0]; /* keeps the sums small, where differences of them matter */
	lanes alpha[LANES_TURNS], level[LANES_TURNS], uu[LANES_TURNS], uw[LANES_TURNS];

	for (int k = 0; k < LANES_TURNS; k++) {
		lanes_load(&alpha[k], alphas + first + k * LANES);
		level[k] = uu[k] = uw[k] = (lanes){0};
	}
	for (size_t t = 0; t < count; t++) {
		for (int k = 0; k < LANES_TURNS; k++) {
			lanes u = (y[t] - shift) - level[k], left;

			lanes_load(&left, step[t].left + first + k * LANES);
			level[k] += alpha[k] * u;
			uu[k] += u * u;
			uw[k] += u * left;
		}
	}
	for (int k = 0; k < LANES_TURNS; k++) {
		level[k] += shift;
		lanes_store(run->level + k * LANES, &level[k]);
		lanes_store(run->uu + k * LANES, &uu[k]);
		lanes_store(run->uw + k * LANES, &uw[k]);
	}
}

LANES_FAST double smoothing_level(struct smoothing_grid *grid, const double *y, size_t count)
{
	const struct smoothing_step *last;
	double least = INFINITY, best = NAN;

	reach(grid, count);
	last = &grid->item[count];
	for (int first = 0; first < TRIED; first += LANES_ABREAST) {
		struct run tried;

		run(grid->item, first, y, count, &tried);
		for (int i = 0; i < LANES_ABREAST; i++) {
			double start = tried.uw[i] / last->ww[first + i];
			double squares = tried.uu[i] - start * tried.uw[i];

			if (squares >= least)
				continue;
			least = squares;
			best = tried.level[i] + start * last->left[first + i];
		}
	}
	return best;
}
