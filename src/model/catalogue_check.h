/** catalogue_check: what can only be said once the whole catalogue has been read. */
#ifndef TIDEMARK_MODEL_CATALOGUE_CHECK_H
#define TIDEMARK_MODEL_CATALOGUE_CHECK_H

#include "model/catalogue.h"

/**
 * Looks up every id that the catalogue names (groups, inputs of formulas, bounds, plans, sources'
 * indicators) and sets the pointers to them.
 * Errors: STATUS_CATALOGUE for unknown ids, formulas over another `every`, circles, bounds and
 * plans of another `every`, `by due` without a due day, since after until, a missing kind, a
 * quarterly year_start within a quarter, what `require` asks for.
 */
void catalogue_check(struct arena *arena, struct catalogue *catalogue, struct diag *diag);

#endif
