#include "ingest/label_use.h"

#include "ingest/cells.h"

size_t label_use_add(struct run *run, struct str label, struct str unit,
	const struct binding *binding, bool strange, size_t record, size_t column)
{
	struct label_use *use;

	if (!run->options->explain || binding->state == BINDING_IGNORED)
		return NO_USE;
	use = array_add(run->arena, &run->result->labels);
	use->state = strange                             ? LABEL_STRANGE
		     : binding->state == BINDING_REFUSED ? LABEL_UNSETTLED
							 : LABEL_LOADED;
	use->text = str_copy(run->arena, str_trim(label));
	use->place = sheet_place(&run->sheet, record, column);
	use->place.file = run->result->load.file;
	use->indicator = binding->indicator;
	use->every = EVERY_ONCE;
	if (!str_trim(unit).len) {
		unit = frame_unit(&run->frame);
		use->unit_of_table = unit.len > 0;
	}
	if (!str_trim(unit).len && run->source)
		unit = run->source->unit;
	use->unit = str_copy(run->arena, str_trim(unit));
	return run->result->labels.count - 1;
}

/* Days that all begin or end months, quarters or years stand for these; two are no evidence. */
static enum every every_of_days(const struct run *run)
{
	enum { EVIDENCE = 3 };
	const struct periods *periods = &run->periods;

	if (periods->days_fixed)
		return periods->source->every;
	if (!periods->days_first && !periods->days_last)
		return EVERY_DAY;
	if (periods->entries.count >= EVIDENCE && periods->days_years)
		return EVERY_YEAR;
	return periods->entries.count >= EVIDENCE && periods->days_quarters ? EVERY_QUARTER
									    : EVERY_MONTH;
}

static enum every every_of(const struct run *run, enum written_kind kind)
{
	if (kind == WRITTEN_DAY)
		return every_of_days(run);
	return kind == WRITTEN_AVERAGE ? EVERY_ONCE : written_period_every(kind);
}

void label_use_strange(struct run *run, size_t place, struct str cell, uint32_t period)
{
	const struct period_entry *entry = &run->periods.entries.item[period];
	struct label_use *use;
	enum every every;

	if (place == NO_USE || !(cell_traits(cell) & CELL_NUMBER))
		return;
	use = &run->result->labels.item[place];
	use->figures++;
	if (period_is_refused(entry->verdict))
		return;
	every = every_of(run, entry->written.kind);
	if (every < use->every)
		use->every = every;
	if (entry->written.kind == WRITTEN_MONTHS && entry->written.last == 2)
		use->jan_feb = true;
	else if (entry->written.kind == WRITTEN_MONTHS || entry->written.kind == WRITTEN_QUARTERS)
		use->cumulated = true;
}
