#include "analysis/xmr.h"

#include "model/target.h"

#include <math.h>

enum { RUN = 7, THREE = 3 };

/* 2.66 = 3 / 1.128, 3.267 = D4: constants of moving ranges of two. */
static const double LIMIT = 2.66, SCREEN = 3.267;

const char *xmr_label_name(enum xmr_label label)
{
	static const char *const names[] = {
		"", "outside", "trend", "two-of-three", "shift", "common"};

	return names[label];
}

static bool is_above(double a, double b)
{
	return a > b + target_slack(b);
}

static int side_of(double x, double line)
{
	return is_above(x, line) - is_above(line, x);
}

static double mean_of_points(const double *x, struct xmr_group *group)
{
	double sum = 0;

	for (size_t t = group->first; t < group->end; t++) {
		if (isnan(x[t]))
			continue;
		sum += x[t];
		group->present++;
	}
	return sum / (double)group->present;
}

/* The mean of the moving ranges below `limit`. */
static double mean_range(const double *x, const struct xmr_group *group, double limit)
{
	double sum = 0;
	size_t count = 0;

	for (size_t t = group->first + 1; t < group->end; t++) {
		double range = fabs(x[t] - x[t - 1]);

		if (isnan(range) || range >= limit)
			continue;
		sum += range;
		count++;
	}
	return count ? sum / (double)count : 0;
}

static void find_limits(const double *x, struct xmr_group *group)
{
	double mean = mean_of_points(x, group), range;

	group->mean = group->lower = group->upper = NAN;
	if (group->present < XMR_LEAST)
		return;
	range = mean_range(x, group, SCREEN * mean_range(x, group, INFINITY));
	group->mean = mean;
	group->lower = mean - LIMIT * range;
	group->upper = mean + LIMIT * range;
}

/* A point keeps the first label that it was given. */
static void mark(struct xmr *xmr, size_t t, enum xmr_label label, int side)
{
	if (xmr->label[t] != XMR_COMMON)
		return;
	xmr->label[t] = label;
	xmr->side[t] = (int)side;
}

static void mark_outside(const double *x, const struct xmr_group *group, struct xmr *xmr)
{
	for (size_t t = group->first; t < group->end; t++) {
		if (is_above(x[t], group->upper))
			mark(xmr, t, XMR_OUTSIDE, 1);
		if (is_above(group->lower, x[t]))
			mark(xmr, t, XMR_OUTSIDE, -1);
	}
}

/* Marks the last `length` points up to and with t, when so many in a row went one way. */
static void mark_run(struct xmr *xmr, size_t t, int run, enum xmr_label label)
{
	if (run < RUN && run > -RUN)
		return;
	for (size_t i = t + 1 - RUN; i <= t; i++)
		mark(xmr, i, label, run > 0 ? 1 : -1);
}

/* One more step in the direction of the run, or a new run of `begin` points. */
static int continued(int run, int direction, int begin)
{
	return run * direction > 0 ? run + direction : begin * direction;
}

static void mark_trends(const double *x, const struct xmr_group *group, struct xmr *xmr)
{
	int run = 0;

	for (size_t t = group->first + 1; t < group->end; t++) {
		run = continued(run, side_of(x[t], x[t - 1]), 2);
		mark_run(xmr, t, run, XMR_TREND);
	}
}

static void mark_shifts(const double *x, const struct xmr_group *group, struct xmr *xmr)
{
	int run = 0;

	for (size_t t = group->first; t < group->end; t++) {
		run = continued(run, side_of(x[t], group->mean), 1);
		mark_run(xmr, t, run, XMR_SHIFT);
	}
}

/* On which side of the mean a point lies, and whether beyond two thirds of the way to the limit. */
struct position {
	int side;
	bool far;
};

static void mark_two_of_three(const double *x, const struct xmr_group *group, struct xmr *xmr)
{
	double away = (group->upper - group->mean) * 2 / 3;
	struct position last[THREE] = {{0, false}};

	for (size_t t = group->first; t < group->end; t++) {
		int side, far;

		last[t % THREE] = (struct position){side_of(x[t], group->mean),
			is_above(x[t], group->mean + away) || is_above(group->mean - away, x[t])};
		side = last[0].side + last[1].side + last[2].side;
		far = last[0].far + last[1].far + last[2].far;
		if ((side != THREE && side != -THREE) || far < 2)
			continue;
		for (size_t i = t + 1 - THREE; i <= t; i++)
			if (last[i % THREE].far)
				mark(xmr, i, XMR_TWO_OF_THREE, side > 0 ? 1 : -1);
	}
}

static void judge_points(const double *x, const struct xmr_group *group, struct xmr *xmr)
{
	if (group->present < XMR_LEAST)
		return;
	for (size_t t = group->first; t < group->end; t++)
		xmr->label[t] = isnan(x[t]) ? XMR_MISSING : XMR_COMMON;
	mark_outside(x, group, xmr);
	mark_trends(x, group, xmr);
	mark_two_of_three(x, group, xmr);
	mark_shifts(x, group, xmr);
}

void xmr_make(
	struct arena *arena, const double *x, size_t count, const bool *begins, struct xmr *out)
{
	*out = (struct xmr){.count = count,
		.label = NEW_ARRAY(arena, count, enum xmr_label),
		.side = NEW_ARRAY(arena, count, int)};
	for (size_t t = 0; t < count; t++) {
		if (t == 0 || (begins && begins[t]))
			array_add(arena, &out->groups)->first = t;
		out->groups.item[out->groups.count - 1].end = t + 1;
	}
	for (size_t i = 0; i < out->groups.count; i++) {
		find_limits(x, &out->groups.item[i]);
		judge_points(x, &out->groups.item[i], out);
	}
}

const struct xmr_group *xmr_group_of(const struct xmr *xmr, size_t point)
{
	size_t i = 0;

	while (xmr->groups.item[i].end <= point)
		i++;
	return &xmr->groups.item[i];
}
