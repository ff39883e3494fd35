/** draft_kind: what tells the kind of an indicator that nobody has declared. Within src/ingest
 * only.
 */
#ifndef TIDEMARK_INGEST_DRAFT_KIND_H
#define TIDEMARK_INGEST_DRAFT_KIND_H

#include "ingest/draft.h"

#define DRAFT_KINDS "stock, flow, ytd, cumulative or ratio"

/** Sets kind and kind_why by the form of its periods, its unit or its name. */
void draft_kind_by_label(
	struct arena *arena, const struct label_use *use, struct draft_indicator *it);

/** Where these do not tell: figures that rise within each year and drop with the new one are ytd.
 */
void draft_kind_by_figures(
	struct arena *arena, const struct figures *figures, struct draft_indicator *it);

#endif
