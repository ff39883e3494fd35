#include "analysis/theta.h"

static void fit_line(const double *y, size_t count, struct theta *theta)
{
	double middle = ((double)count - 1) / 2, sum = 0, products = 0, squares = 0;

	for (size_t t = 0; t < count; t++) {
		double time = (double)t - middle;

		sum += y[t];
		products += time * y[t];
		squares += time * time;
	}
	theta->slope = products / squares;
	theta->intercept = sum / (double)count - theta->slope * middle;
	theta->last = (double)count - 1;
}

struct theta theta_fit(struct smoothing_grid *grid, const double *y, size_t count, double *room)
{
	struct theta theta;

	fit_line(y, count, &theta);
	for (size_t t = 0; t < count; t++)
		room[t] = 2 * y[t] - (theta.intercept + theta.slope * (double)t);
	theta.level = smoothing_level(grid, room, count);
	return theta;
}

double theta_at(const struct theta *theta, double ahead)
{
	return (theta->level + theta->intercept + theta->slope * (theta->last + ahead)) / 2;
}
