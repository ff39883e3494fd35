/** catalogue_actions: the actions of a CSV table, `ledger = "actions.csv"`. */
#ifndef TIDEMARK_MODEL_CATALOGUE_ACTIONS_H
#define TIDEMARK_MODEL_CATALOGUE_ACTIONS_H

#include "model/catalogue.h"

/**
 * Adds the actions of catalogue->ledger (relative to the catalogue) to their groups. Its header row
 * names the columns group, id, title, owner, due, done, evidence, in any order; the first three
 * must be there. Rows without a filled cell are passed over. Errors: those of decoding and
 * splitting it; STATUS_CATALOGUE: a file that cannot be read; with the row's place: missing column,
 * unknown group, bad or repeated id, bad day.
 */
void catalogue_read_actions(struct arena *arena, struct catalogue *catalogue, struct diag *diag);

#endif
