#include "analysis/smoothing.h"

#include "analysis/lanes.h"

#include <math.h>

enum { ALPHAS = 52 };

/* The last one is there twice, to fill the lanes. */
static const double alphas[ALPHAS] = {.01, .02, .04, .06, .08, .10, .12, .14, .16, .18, .20, .22,
	.24, .26, .28, .30, .32, .34, .36, .38, .40, .42, .44, .46, .48, .50, .52, .54, .56, .58,
	.60, .62, .64, .66, .68, .70, .72, .74, .76, .78, .80, .82, .84, .86, .88, .90, .92, .94,
	.96, .98, .99, .99};

/*
 * A smoothing that began at level 0: its errors u are those of one that began at x, less x·w, where
 * w = (1 − α)^t is what is left of the beginning. So the best x is Σuw / Σww.
 */
struct run {
	lanes level, left; /* in the end */
	lanes uu, uw, ww;
};

LANES_INLINE void run(const lanes *alpha, const double *y, size_t count, struct run *run)
{
	double shift = y[0]; /* keeps the sums small, where differences of them matter */
	lanes level = {0}, uu = {0}, uw = {0}, ww = {0}, left = {1, 1, 1, 1}, keep = 1.0 - *alpha;

	for (size_t t = 0; t < count; t++) {
		lanes u = (y[t] - shift) - level;

		level += *alpha * u;
		uu += u * u;
		uw += u * left;
		ww += left * left;
		left *= keep;
	}
	*run = (struct run){level + shift, left, uu, uw, ww};
}

LANES_FAST double smoothing_level(const double *y, size_t count)
{
	double least = INFINITY, best = NAN;

	for (size_t first = 0; first < ALPHAS; first += LANES) {
		struct run tried;
		lanes alpha;

		lanes_load(&alpha, alphas + first);
		run(&alpha, y, count, &tried);
		for (int i = 0; i < LANES; i++) {
			double start = tried.uw[i] / tried.ww[i];
			double squares = tried.uu[i] - start * tried.uw[i];

			if (squares >= least)
				continue;
			least = squares;
			best = tried.level[i] + start * tried.left[i];
		}
	}
	return best;
}
