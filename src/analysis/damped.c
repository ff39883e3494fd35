#include "analysis/damped.h"

#include "analysis/lanes.h"

#include <math.h>

enum { ALPHAS = 13, GAINS = 7, PAIRS = 92 }; /* one more than there are, to fill the lanes */

static const double phi = 0.95;

static const double alphas[ALPHAS] = {.02, .05, .1, .15, .2, .3, .4, .5, .6, .7, .8, .9, .99};
static const double gains[GAINS] = {0, .02, .05, .1, .2, .3, .5}; /* β / α */

/* Level and what the slope adds to the next figure. */
struct state {
	lanes level, slope;
};

/*
 * From a zero state the errors are u. A level of 1 would have predicted p, a slope of 1 q: an
 * initial state (x, z) has the errors u − x·p − z·q, and the best one solves two linear equations.
 */
struct run {
	struct state from_zero, from_level, from_slope; /* in the end */
	lanes uu, up, uq, pp, pq, qq;
};

LANES_INLINE void run(const lanes *alpha, const lanes *beta, const double *y, size_t count,
	double shift, struct run *run)
{
	lanes zero = {0}, one = zero + 1.0, keep = 1.0 - *alpha, gain = phi * *beta;
	lanes uu = zero, up = zero, uq = zero, pp = zero, pq = zero, qq = zero;
	struct state a = {zero, zero}, b = {one, zero}, c = {zero, zero + phi};

	for (size_t t = 0; t < count; t++) {
		lanes at = a.level + a.slope, p = b.level + b.slope, q = c.level + c.slope;
		lanes u = (y[t] - shift) - at;

		a.level = at + *alpha * u;
		a.slope = phi * a.slope + gain * u;
		b.level = keep * p;
		b.slope = phi * b.slope - gain * p;
		c.level = keep * q;
		c.slope = phi * c.slope - gain * q;
		uu += u * u;
		up += u * p;
		uq += u * q;
		pp += p * p;
		pq += p * q;
		qq += q * q;
	}
	*run = (struct run){a, b, c, uu, up, uq, pp, pq, qq};
}

/* The best initial state of one lane, and the squared errors it leaves. */
LANES_INLINE double fit(const struct run *run, int i, double *level, double *slope)
{
	double det = run->pp[i] * run->qq[i] - run->pq[i] * run->pq[i];

	*level = (run->up[i] * run->qq[i] - run->uq[i] * run->pq[i]) / det;
	*slope = (run->uq[i] * run->pp[i] - run->up[i] * run->pq[i]) / det;
	return run->uu[i] - *level * run->up[i] - *slope * run->uq[i];
}

static void make_pairs(double *alpha, double *beta)
{
	for (int i = 0; i < PAIRS; i++) {
		int pair = i < ALPHAS * GAINS ? i : ALPHAS * GAINS - 1;

		alpha[i] = alphas[pair / GAINS];
		beta[i] = alpha[i] * gains[pair % GAINS];
	}
}

static double mean_of(const double *y, size_t count)
{
	double sum = 0;

	for (size_t t = 0; t < count; t++)
		sum += y[t];
	return sum / (double)count;
}

LANES_FAST struct damped damped_fit(const double *y, size_t count)
{
	double alpha[PAIRS], beta[PAIRS], least = INFINITY, shift = mean_of(y, count);
	struct damped best = {NAN, NAN};

	make_pairs(alpha, beta);
	for (int first = 0; first < PAIRS; first += LANES) {
		struct run tried;
		lanes a, b;

		lanes_load(&a, alpha + first);
		lanes_load(&b, beta + first);
		run(&a, &b, y, count, shift, &tried);
		for (int i = 0; i < LANES; i++) {
			double level, slope, squares = fit(&tried, i, &level, &slope);

			if (squares >= least)
				continue;
			least = squares;
			best.level = shift + tried.from_zero.level[i] +
				     level * tried.from_level.level[i] +
				     slope * tried.from_slope.level[i];
			best.slope = tried.from_zero.slope[i] + level * tried.from_level.slope[i] +
				     slope * tried.from_slope.slope[i];
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
