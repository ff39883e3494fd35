#include "ingest/frame.h"

#include "base/buf.h"
#include "ingest/frame_parts.h"

bool frame_is_blank(const struct sheet *sheet, size_t record)
{
	return !str_trim(sheet_cell(sheet, record, 0)).len && record_extent(sheet, record) == 0;
}

/* Physical lines between this record and the one before, or a row of delimiters only. */
static bool stands_apart(const struct sheet *sheet, size_t record)
{
	const struct sheet_record *before = &sheet->records.item[record - 1];
	size_t lines = 1;

	if (frame_is_blank(sheet, record - 1))
		return true;
	if (sheet->records.item[record].line == before->line + 1)
		return false;
	lines += sheet_place_at(sheet, record - 1, before->at + sheet_raw(sheet, record - 1).len)
			 .line -
		 before->line;
	return sheet->records.item[record].line > before->line + lines;
}

static bool repeats_header(const struct sheet *sheet, const struct frame *frame, size_t record)
{
	size_t header = frame->header + frame->header_count - 1, extent;

	if (!frame->header_count ||
		!str_equal(sheet_cell(sheet, record, 0), sheet_cell(sheet, header, 0)))
		return false;
	extent = record_extent(sheet, header);
	for (size_t i = 0; i < extent; i++)
		if (!str_equal(frame_cell(sheet, record, i), frame_cell(sheet, header, i)))
			return false;
	return record_extent(sheet, record) == extent;
}

/* A row of names as wide as the row below it, but not as the table. */
static bool begins_another_width(
	const struct sheet *sheet, const struct frame *frame, size_t record)
{
	size_t width = sheet_width(sheet, record);

	return record + 1 < sheet->count && width != sheet_width(sheet, frame->header) &&
	       width == sheet_width(sheet, record + 1) && record_filled(sheet, record) > 1 &&
	       frame_is_text(sheet, record);
}

static bool is_second_header(const struct sheet *sheet, const struct frame *frame, size_t record)
{
	size_t first;

	if (repeats_header(sheet, frame, record) || begins_another_width(sheet, frame, record))
		return true;
	if (!stands_apart(sheet, record) || record_filled(sheet, record) < 2)
		return false;
	if (frame_is_text(sheet, record))
		return true;
	return frame_has_periods(sheet, record, &first) &&
	       !(cell_traits(frame_cell(sheet, record, first)) & CELL_NUMBER &&
		       frame_cell(sheet, record, 0).len &&
		       !str_equal(
			       frame_cell(sheet, record, 0), frame_cell(sheet, frame->header, 0)));
}

/* The last record that looks like a row with figures. */
static size_t last_row(const struct sheet *sheet, const struct frame *frame)
{
	size_t record = sheet->count;

	while (record-- > frame->body) {
		bool usual = sheet_width(sheet, record) == sheet->dialect.width;

		if (record_filled(sheet, record) > 1 &&
			(cell_traits(frame_cell(sheet, record, 0)) & CELL_PERIOD))
			return record;
		for (size_t i = 1; usual && i < sheet_width(sheet, record); i++)
			if (cell_traits(frame_cell(sheet, record, i)) & CELL_NUMBER)
				return record;
	}
	return frame->body;
}

/* A text that stands apart, with no row of figures below it: a legend, or notes without a word. */
static bool begins_legend(const struct sheet *sheet, size_t record)
{
	return record_extent(sheet, record) == 1 && frame_is_text(sheet, record) &&
	       stands_apart(sheet, record);
}

static bool begins_visibly(struct str cell)
{
	return cell.len && cell.at[0] > ' ' && cell.at[0] < 0x7F;
}

/* A full row right below another, as nearly all are: neither footer nor header nor apart. */
static bool goes_on(const struct sheet *sheet, const struct frame *frame, size_t record)
{
	const struct sheet_record *at = &sheet->records.item[record];
	size_t width = sheet_width(sheet, record);
	struct str cell = sheet_cell(sheet, record, 0);

	return record > frame->body && at->line == at[-1].line + 1 &&
	       width == sheet->dialect.width && width == sheet_width(sheet, frame->header) &&
	       sheet_cell(sheet, record, width - 1).len && begins_visibly(cell) &&
	       begins_visibly(sheet_cell(sheet, record - 1, 0)) &&
	       !str_equal(cell, sheet_cell(sheet, frame->header, 0));
}

/* The last of the rows from this one on that are known to go on, without a look at each. */
static size_t pass_usual(const struct sheet *sheet, const struct frame *frame, size_t record)
{
	const struct sheet_usual *usual = &sheet->usual;
	struct str name = sheet_cell(sheet, frame->header, 0);

	if (record < usual->first || record >= usual->end ||
		(name.len && usual->begins[(unsigned char)name.at[0]]))
		return record;
	return usual->end - 1;
}

static size_t find_end(const struct sheet *sheet, struct frame *frame)
{
	size_t last = last_row(sheet, frame);

	for (size_t record = frame->body; record < sheet->count; record++) {
		if (record <= last && goes_on(sheet, frame, record)) {
			size_t passed = pass_usual(sheet, frame, record);

			record = passed < last ? passed : last;
			continue;
		}
		if (frame_is_footer(sheet, record) ||
			(record > last && begins_legend(sheet, record)))
			return record;
		if (record > frame->body && is_second_header(sheet, frame, record)) {
			frame->second_table = (long)record;
			return record;
		}
	}
	return sheet->count;
}

/* Between the rows of a matrix, a text above the figures is the unit of the rows below. */
static void find_sections(struct arena *arena, const struct sheet *sheet, struct frame *frame)
{
	size_t first;

	if (!frame->header_count ||
		!frame_has_periods(sheet, frame->header + frame->header_count - 1, &first))
		return;
	for (size_t record = frame->body; record < frame->end; record++)
		if (!sheet_cell(sheet, record, 0).len && frame_is_span(sheet, record))
			*array_add(arena, &frame->sections) =
				(struct frame_section){record, frame_cell(sheet, record, first)};
}

static void describe(struct arena *arena, const struct sheet *sheet, struct frame *frame)
{
	const struct sheet_record *records = sheet->records.item;
	struct buf out;

	buf_init(&out, arena);
	if (frame->notes.count)
		buf_printf(&out, "%zu note%s before the table, ", frame->notes.count,
			frame->notes.count == 1 ? "" : "s");
	if (frame->header_count)
		buf_printf(&out, "header in line %u, ", records[frame->header].line);
	else
		buf_text(&out, "no header, ");
	if (frame->unit_row != NO_RECORD)
		buf_printf(&out, "units in line %u, ", records[frame->unit_row].line);
	if (frame->body < frame->end)
		buf_printf(&out, "rows in lines %u to %u", records[frame->body].line,
			records[frame->end - 1].line);
	else
		buf_text(&out, "no rows");
	if (frame->end < sheet->count)
		buf_printf(&out, ", footer from line %u", records[frame->end].line);
	frame->why = buf_str(&out);
}

void frame_find(struct arena *arena, const struct sheet *sheet, const struct source *source,
	struct frame *frame)
{
	int skip = source ? source->skip_top : -1, fixed = source ? source->header_rows : -1;
	size_t record = 0;

	*frame = (struct frame){.unit_row = NO_RECORD, .second_table = NO_RECORD};
	while (record < sheet->count && (int)sheet->records.item[record].line <= skip)
		record++;
	while (record < sheet->count && fixed != 0 && sheet->dialect.width > 1 &&
		frame_is_note(sheet, record))
		frame_add_notes(arena, sheet, record++, frame);
	frame->header = record;
	frame_find_header(arena, sheet, fixed, frame);
	frame->end = find_end(sheet, frame);
	while (frame->end > frame->body && frame_is_blank(sheet, frame->end - 1))
		frame->end--;
	find_sections(arena, sheet, frame);
	frame_name_columns(arena, sheet, frame);
	describe(arena, sheet, frame);
}

const struct frame_section *frame_section(const struct frame *frame, size_t record)
{
	size_t low = 0, high = frame->sections.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (frame->sections.item[middle].record <= record)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? &frame->sections.item[low - 1] : NULL;
}

static bool check_width(const struct sheet *sheet, size_t record, struct diag *diag)
{
	size_t usual = sheet->dialect.width, width = sheet_width(sheet, record);

	if (width == usual || (width > usual && record_extent(sheet, record) <= usual))
		return true;
	return diag_error(diag, STATUS_DATA, sheet_place(sheet, record, 0),
		"header has %zu cells, but the rows have %zu; mend the file, or say where the "
		"header is with skip_top = and header_rows = in a source section",
		width, usual);
}

/* A cell that begins with a quote, and a later one that ends with it, may have been one. */
static bool check_quotes(const struct sheet *sheet, size_t record, struct diag *diag)
{
	char open = '\0';

	for (size_t i = 0; i < sheet_width(sheet, record); i++) {
		struct str cell = frame_cell(sheet, record, i);
		char first = cell.len ? cell.at[0] : '\0',
		     last = cell.len ? cell.at[cell.len - 1] : '\0';

		if (open && last == open && first != open)
			return diag_error(diag, STATUS_DATA, sheet_place(sheet, record, i),
				"\"%.*s\" in the header closes a quote that an earlier cell opens; "
				"mend "
				"the header",
				STR_ARG(diag_quote(diag->arena, cell)));
		if ((first == '"' || first == '\'') && (last != first || cell.len == 1))
			open = first;
	}
	return true;
}

bool frame_check(const struct sheet *sheet, const struct frame *frame, struct diag *diag)
{
	if (sheet->dialect.width < 2)
		return diag_error(diag, STATUS_DATA, PLACE_FILE(sheet->path),
			"no table found; if there is one, name its delimiter with delimiter = in a "
			"source section");
	if (frame->body == frame->end)
		return diag_error(diag, STATUS_DATA, PLACE_FILE(sheet->path),
			"no row with figures found; if there is one, say where it stands with "
			"skip_top = and header_rows = in a source section");
	for (size_t record = frame->header; record < frame->body; record++)
		if (!frame_is_blank(sheet, record) &&
			(!check_width(sheet, record, diag) || !check_quotes(sheet, record, diag)))
			return false;
	return true;
}
