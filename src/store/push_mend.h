/** push_mend: one batch of a push: what is there, and making it what it should be. Private to push.
 */
#ifndef TIDEMARK_STORE_PUSH_MEND_H
#define TIDEMARK_STORE_PUSH_MEND_H

#include "store/store.h"
#include "store/there.h"

struct mend {
	struct remote *remote;
	struct comparing comparing;
	const struct book *book; /* what is in force */
	double patience;         /* seconds for what was sent to be seen */
	struct push_outcome *outcome;
};

/**
 * Reads the indicators of a batch, deletes and sends what differs, and reads again until all is
 * well or the patience is over; `*tally` says how it ended. Counts in the outcome what was sent,
 * replaced and removed.
 */
bool push_mend(struct mend *mend, const struct remote_batch *batch, struct tally *tally,
	struct diag *diag);

/** Does nothing differ but digits that are not kept, and what is not taken yet? */
bool push_is_settled(const struct tally *tally);

#endif
