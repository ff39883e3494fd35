/** group: a problem, a goal, a chapter; indicators belong to it and actions stand in it. */
#ifndef TIDEMARK_MODEL_GROUP_H
#define TIDEMARK_MODEL_GROUP_H

#include "base/diag.h"
#include "text/period.h"

enum { NO_DATE = -1000000 }; /* days: no date given */

struct action {
	struct str id, title, owner, evidence;
	struct place place;
	int due, done; /* last day; NO_DATE: long-term, not done */
	bool has_every;
	enum every every;         /* repeated */
	struct str_list progress; /* "2024-06-30 …" */
};

struct group {
	size_t index;
	struct str id, title, title_en;
	struct place place;
	struct str_list owners;    /* the first leads */
	int due, closed, reopened; /* days or NO_DATE */
	struct str note;
	struct {
		ARRAY(struct action);
	} actions;
};

#endif
