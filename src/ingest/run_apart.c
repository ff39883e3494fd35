#include "ingest/run_apart.h"

#include "base/proc.h"

/* In a matrix columns are as important as rows; a year that the notes name may turn out not to hold
 * for some row; and whoever wants to know how a file is understood wants to know it in its order.
 */
bool run_is_divisible(const struct run *run)
{
	const struct table_layout *layout = &run->layout;

	return run->frame.end - run->frame.body >= (size_t)2 * ROWS_APART && proc_cores() > 1 &&
	       layout->kind != LAYOUT_MATRIX && layout->part_column == NO_COLUMN &&
	       !run->periods.year && !run->options->explain;
}

void run_begin_apart(struct run_apart *apart, const struct run *whole, struct arena *arena)
{
	apart->run = *whole;
	apart->run.arena = apart->run.scratch = apart->run.periods.arena = arena;
	apart->run.options = &apart->options;
	apart->run.result = &apart->result;
	apart->run.diag = &apart->diag;
	/* Lists that grow would grow into those of the whole. */
	apart->run.rejected.item = apart->run.aside.item = NULL;
	apart->run.rejected.count = apart->run.rejected.room = 0;
	apart->run.aside.count = apart->run.aside.room = 0;
	apart->run.periods.classes.item = NULL;
	apart->run.periods.classes.count = apart->run.periods.classes.room = 0;
	apart->run.periods.threaded = false;
	apart->options = *whole->options;
	apart->options.progress = NULL;
	apart->result = (struct ingest_result){.missing = 0};
	diag_init(&apart->diag, arena);
}

bool run_was_plain(const struct run_apart *apart)
{
	return !apart->diag.count && !apart->result.rejected && !apart->run.periods.threaded;
}
