#include "ingest/row_kind.h"

#include "ingest/cells.h"

/* One text and nothing else above other rows: no figure, no row that lost its figures or its end.
 */
static bool is_heading(const struct run *run, size_t record)
{
	struct str cell = sheet_cell(&run->sheet, record, 0);

	return record_extent(&run->sheet, record) == 1 && !text_has_digit(cell) &&
	       !(cell_traits(cell) & CELL_TYPED) && record + 1 < run->frame.end &&
	       !labels_find(run->scratch, &run->labels, cell).indicator;
}

static bool is_section(const struct run *run, size_t record)
{
	const struct frame_section *section = frame_section(&run->frame, record);

	return section && section->record == record;
}

enum row_kind row_kind_found(const struct run *run, size_t record)
{
	size_t width = sheet_width(&run->sheet, record), usual = run->sheet.dialect.width;
	const struct sheet_fault *fault;

	if (!sheet_cell(&run->sheet, record, 0).len &&
		(frame_is_blank(&run->sheet, record) || is_section(run, record)))
		return ROW_BLANK;
	fault = run->sheet.faults.count ? sheet_fault(&run->sheet, record) : NULL;
	if (fault && fault->kind != FAULT_MENDED)
		return ROW_FAULTY;
	if (width != usual)
		return is_heading(run, record) ? ROW_HEADING : ROW_WIDTH;
	if (run->layout.where.count && !layout_keeps(&run->layout, &run->sheet, record))
		return ROW_ELSEWHERE;
	return ROW_READ;
}
