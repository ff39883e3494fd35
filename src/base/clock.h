/** clock: the only place that asks what time it is. */
#ifndef TIDEMARK_BASE_CLOCK_H
#define TIDEMARK_BASE_CLOCK_H

#include "base/str.h"

/** Today's local date as days since 1970-01-01. */
int clock_today(void);

/** Now as 2024-07-10T09:12:33+08:00. */
struct str clock_now(struct arena *arena);

/** Seconds on a clock that never jumps, for waiting and progress. */
double clock_steady(void);

/** Waits so many seconds. */
void clock_pause(double seconds);

/** This boot's id; empty where the system has none. */
struct str clock_boot(struct arena *arena);

#endif
