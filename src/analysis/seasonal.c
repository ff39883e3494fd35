#include "analysis/seasonal.h"

#include "analysis/lanes.h"

#include <math.h>

/* At least one more than a year has periods, and full lanes. */
enum { LAGS = 16 };

static double mean_of(const double *x, size_t count)
{
	double sum = 0;

	for (size_t t = 0; t < count; t++)
		sum += x[t];
	return sum / (double)count;
}

/* Σ (x[t] − mean)(x[t+lag] − mean) */
struct covariances {
	double at[LAGS];
};

/* Many lags side by side, so that no sum has to wait for itself. */
LANES_FAST static struct covariances covariances(const double *x, size_t count)
{
	struct covariances sum = {{0}};
	double mean = mean_of(x, count);
	size_t t = 0;

	for (; t + LAGS <= count; t++)
		for (size_t lag = 0; lag < LAGS; lag++)
			sum.at[lag] += (x[t] - mean) * (x[t + lag] - mean);
	for (; t < count; t++)
		for (size_t lag = 0; t + lag < count; lag++)
			sum.at[lag] += (x[t] - mean) * (x[t + lag] - mean);
	return sum;
}

bool seasonal_test(const double *x, size_t count, size_t p, double deviations)
{
	struct covariances covariance;
	double squares = 0;

	if (p < 2 || count < 2 * p)
		return false;
	covariance = covariances(x, count);
	if (covariance.at[0] <= 0)
		return false;
	for (size_t lag = 1; lag < p; lag++) {
		double r = covariance.at[lag] / covariance.at[0];

		squares += r * r;
	}
	return fabs(covariance.at[p] / covariance.at[0]) >
	       deviations / sqrt((double)count) * sqrt(1 + 2 * squares);
}

/*
 * An even year is centred by counting the figures half a year away by half. Figure after figure is
 * added to all sums, so that none has to wait for itself.
 */
LANES_FAST void seasonal_average(const double *x, size_t count, size_t p, double *average)
{
	size_t half = p / 2, middle = count > 2 * half ? count - 2 * half : 0;

	for (size_t t = 0; t < count; t++)
		average[t] = t < half || t + half >= count ? NAN : 0;
	for (size_t i = 0; middle && i <= 2 * half; i++)
		for (size_t t = 0; t < middle; t++)
			average[half + t] += x[i + t];
	for (size_t t = half; t < half + middle; t++) {
		if (p % 2 == 0)
			average[t] -= (x[t - half] + x[t + half]) / 2;
		average[t] /= (double)p;
	}
}

void seasonal_differences(const double *difference, size_t count, size_t p, double *index)
{
	double mean;

	for (size_t i = 0; i < p; i++) {
		double sum = 0;
		size_t years = 0;

		for (size_t t = i; t < count; t += p) {
			if (isnan(difference[t]))
				continue;
			sum += difference[t];
			years++;
		}
		index[i] = years ? sum / (double)years : 0;
	}
	mean = mean_of(index, p);
	for (size_t i = 0; i < p; i++)
		index[i] -= mean;
}

/* The variance of the differences within the periods of the year, pooled over these. */
static double variance_within(const double *difference, size_t count, size_t p, size_t *figures)
{
	double squares = 0;

	*figures = 0;
	for (size_t i = 0; i < p; i++) {
		double sum = 0, sum_of_squares = 0;
		size_t years = 0;

		for (size_t t = i; t < count; t += p) {
			if (isnan(difference[t]))
				continue;
			sum += difference[t];
			sum_of_squares += difference[t] * difference[t];
			years++;
		}
		if (years)
			squares += sum_of_squares - sum * sum / (double)years;
		*figures += years;
	}
	return *figures > p ? squares / (double)(*figures - p) : NAN;
}

double seasonal_credence(const double *difference, size_t count, size_t p, const double *index)
{
	double variance, between = 0, of_a_mean, noise;
	size_t figures;

	variance = variance_within(difference, count, p, &figures);
	for (size_t i = 0; i < p; i++)
		between += index[i] * index[i] / (double)(p - 1);
	if (isnan(variance) || between <= 0)
		return 0;
	of_a_mean = variance / ((double)figures / (double)p);
	noise = ((double)p - 3) / (double)(p - 1) * of_a_mean / between;
	return 1 - fmin(1, fmax(0, noise));
}
