/**
 * standing: how a group stands: closed, reopened, ready to be closed, overdue or open.
 * Source: docs/METHODS.md, groups.
 */
#ifndef TIDEMARK_ANALYSIS_STANDING_H
#define TIDEMARK_ANALYSIS_STANDING_H

#include "analysis/verdict.h"
#include "model/group.h"

enum standing_state {
	STANDING_CLOSED, /* declared closed, and nothing slipped since */
	STANDING_READY,  /* all met and done, not yet declared */
	STANDING_OPEN,
	STANDING_OVERDUE,  /* its due day has passed */
	STANDING_REOPENED, /* declared closed, then something slipped, or reopened by decision */
};

struct standing {
	const struct group *group;
	enum standing_state state;
	size_t met, open, missed; /* targets; windows that are over do not count */
	size_t actions, done, overdue_actions;
};

/** "closed", "ready", "open", "overdue", "reopened". */
const char *standing_name(enum standing_state state);

/**
 * Where the group stands on `today`, given all verdicts of its indicators (others are passed over).
 * Figures that are missing, stale or not due never reopen a group, but they keep it from being
 * ready.
 */
void standing_of(const struct group *group, const struct verdicts *verdicts, int today,
	struct standing *standing);

#endif
