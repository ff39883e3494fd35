/**
 * chart_data: what a chart shows, place by place along its horizontal axis, before anything is laid
 * out. Place 0 is the first period of the window.
 */
#ifndef TIDEMARK_OUTPUT_CHART_DATA_H
#define TIDEMARK_OUTPUT_CHART_DATA_H

#include "output/chart.h"

/** Did the figure meet the targets that speak of it? Missed: which way it lies off. */
enum chart_mark { MARK_NONE, MARK_MET, MARK_TOO_LOW, MARK_TOO_HIGH };

struct chart_place {
	double value, before;  /* the figure and that of the same period last year, or NaN */
	int span, before_span; /* periods that they cover, ending here: 1, or 2 */
	enum chart_mark mark;
	bool missing; /* there should be a figure */
};

/** A target as the chart shows it. */
struct chart_target {
	const struct target *target;
	const struct verdict *verdict; /* its latest */
	double bound, bound_high;      /* as it was set; NaN if another indicator sets it */
	double *level; /* at each place: what the figure has to reach; NaN where nothing is asked */
	double *level_high; /* `within`: the upper bound, else NULL */
	bool drawn;         /* has any level; otherwise it can only be named */
	bool slanted;       /* a way to go, drawn as a line; otherwise levels, drawn as steps */
	bool pace;          /* levels are a year's bound spread over its periods */
	bool ticks;         /* one over each bar, since the levels change from bar to bar */
};

/** Between which figures a period's would be usual; NaN where that is not known. */
struct chart_usual_place {
	double low, middle, high;
	size_t group; /* places of one group have the same limits */
};

/** How the year goes on behind the latest figure. */
struct chart_ahead {
	const struct verdict *verdict; /* whose projection this is; NULL: none */
	size_t from, to;               /* places: the last that is known, the year's last */
	bool grows;               /* from the figure at `from` to these at `to`; else each period's
				     share in the rest */
	double middle, low, high; /* figures; NaN without an interval */
};

/** An earlier year under the one that is shown. */
struct chart_year {
	int year;
	double *figure; /* at each place */
	size_t last;    /* place of its latest figure */
};

struct chart_data {
	const struct indicator *indicator;
	struct str area;
	bool english;
	bool bars;          /* flow, ytd; otherwise lines */
	int first;          /* period of place 0 */
	size_t figures_end; /* places up to the window's end … */
	size_t count;       /* … and with those that only targets reach; 0: no period at all */
	struct chart_place *place;
	struct {
		ARRAY(struct chart_target);
	} targets;
	struct {
		struct chart_usual_place *place;
		bool drawn; /* limits that change from bar to bar are told, not drawn */
		bool trial; /* from few figures */
		bool fixed; /* the limits are the same for every figure of a group */
	} usual;
	struct chart_ahead ahead;
	bool by_year; /* one line a year: the places are those of the latest */
	struct {
		ARRAY(struct chart_year);
	} years;                                  /* earlier ones, ascending */
	size_t known, met, missed, missing, wide; /* places; `wide` have a span of 2 */
	bool has_before;
	size_t last; /* place of the latest figure, if known > 0 */
};

/** Memory: in the arena; indicator, targets and verdicts are those given. */
void chart_data_make(struct arena *arena, const struct book *book, const struct series *series,
	const struct verdict *verdicts, size_t count, const struct chart_options *options,
	struct chart_data *data);

bool mark_is_missed(enum chart_mark mark);

/** A figure or level of a place, of one of its periods on average: what compares in a line. */
double chart_single(const struct chart_data *data, size_t place, double figure);

/** The month (1 to 12) in which the period at `place` begins. */
int chart_month(const struct chart_data *data, size_t place);

#endif
