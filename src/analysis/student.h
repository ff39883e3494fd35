/** student: how far estimates lie off, by Student's t distribution and the normal one. */
#ifndef TIDEMARK_ANALYSIS_STUDENT_H
#define TIDEMARK_ANALYSIS_STUDENT_H

/** The most degrees of freedom there is a quantile for. */
enum { STUDENT_MOST = 6 };

/** The chance to stay below t with so many degrees of freedom; 0: the normal distribution. */
double student_below(double t, int freedom);

/** 80 % lie within ± so much; `freedom` 0 to STUDENT_MOST. */
double student_80(int freedom);

#endif
