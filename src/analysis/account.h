/** account: the steps that led to a verdict, for whoever wants to go through them. Source:
 * docs/METHODS.md §6 and §8. */
#ifndef TIDEMARK_ANALYSIS_ACCOUNT_H
#define TIDEMARK_ANALYSIS_ACCOUNT_H

#include "analysis/pace.h"

struct account {
	bool has_pace; /* a year that was projected */
	struct pace pace;
	double knot[PACE_REST]; /* what had come together after each of the periods; NaN: not known
				 */
	double goal, goal_high; /* what the year's sum is to be */
	double last_year;       /* last year's sum */
	int figures;            /* an average: of a whole year */
	bool has_control;
	struct control control;
};

/** Goes through them again; the book and `today` as they were for the verdict. */
void account_of(struct arena *arena, const struct book *book, const struct verdict *verdict,
	int today, struct account *out);

#endif
