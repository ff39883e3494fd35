#include "analysis/student.h"

#include <math.h>
#include <stdbool.h>

/* The chance to lie within ± t is a finite sum of powers of cos θ, tan θ = t/√freedom (Abramowitz
 * and Stegun, 26.7.3 and 26.7.4). */
static double within(double t, int freedom)
{
	double angle = atan(t / sqrt(freedom)), sine = sin(angle), cosine = cos(angle);
	bool odd = freedom % 2;
	double term = odd ? cosine : 1, sum = 0;

	for (int n = odd ? 1 : 0; n <= freedom - 2; n += 2) {
		sum += term;
		term *= cosine * cosine * (n + 1) / (n + 2);
	}
	return odd ? 2 / acos(-1) * (angle + sine * sum) : sine * sum;
}

double student_below(double t, int freedom)
{
	return freedom ? 0.5 + within(t, freedom) / 2 : 0.5 * erfc(-t / sqrt(2));
}

double student_80(int freedom)
{
	static const double quantiles[STUDENT_MOST + 1] = {
		1.2816, 3.0776835, 1.8856181, 1.6377444, 1.5332063, 1.4758840, 1.4397557};

	return quantiles[freedom];
}
