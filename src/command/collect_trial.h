/**
 * collect_trial: a file that ends the collector must not end it for ever.
 *
 * While a content is loaded, DATA/collect.trial says which, and how often that was begun. It goes
 * when the load is over, however that ended; so whoever finds it knows that a collector was killed,
 * or died, with that content in hand.
 */
#ifndef TIDEMARK_COMMAND_COLLECT_TRIAL_H
#define TIDEMARK_COMMAND_COLLECT_TRIAL_H

#include "command/command.h"

enum { MOST_TRIALS = 3 };

/**
 * Notes that the content with this digest is begun. `*trials`: how often it was begun before and
 * never ended. Errors: STATUS_IO.
 */
bool trial_begin(struct context *context, struct str sha256, int *trials);

void trial_end(struct context *context);

#endif
