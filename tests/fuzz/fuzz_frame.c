/*
 * frame: title, header, units, body and footer of a table stand where they can stand; and the table
 * that is cleaned of all else is a table.
 */
#include "fuzz.h"

#include "base/utf8.h"
#include "ingest/dialect.h"
#include "ingest/frame.h"
#include "ingest/ingest.h"

static void check_frame(const struct sheet *sheet, const struct frame *frame)
{
	fuzz_must(frame->header + frame->header_count <= sheet->count,
		"the header is part of the sheet");
	fuzz_must(frame->body >= frame->header + frame->header_count,
		"the body begins behind the header");
	fuzz_must(frame->body <= frame->end && frame->end <= sheet->count,
		"the body ends in the sheet");
	fuzz_must(frame->unit_row == NO_RECORD || ((size_t)frame->unit_row >= frame->header &&
							  (size_t)frame->unit_row < sheet->count),
		"the unit row is part of the sheet");
	fuzz_must(frame->second_table == NO_RECORD ||
			  ((size_t)frame->second_table >= frame->body &&
				  (size_t)frame->second_table < sheet->count),
		"a second table begins below the first");
	for (size_t i = 0; i < frame->columns; i++)
		fuzz_must(utf8_check(frame->names[i]) == frame->names[i].len &&
				  utf8_check(frame->units[i]) == frame->units[i].len,
			"names and units of columns are text");
	for (size_t i = 0; i < frame->notes.count; i++)
		fuzz_must(frame->notes.item[i].record < sheet->count, "a note stands in the sheet");
	for (size_t i = 0; i < sheet->count; i++) {
		const struct frame_section *section = frame_section(frame, i);

		fuzz_must(!section || section->record <= i, "a section begins above its rows");
		if (i >= frame->body && i < frame->end)
			frame_is_blank(sheet, i);
	}
}

static void check_table(struct fuzz *fuzz, struct str text)
{
	struct sheet_dialect dialect;
	struct sheet sheet;
	struct frame frame;
	struct str why;
	size_t errors;

	if (utf8_check(text) < text.len || memchr(text.at, '\0', text.len) ||
		!dialect_detect(
			&fuzz->arena, STR("a.csv"), text, '\0', &dialect, &why, &fuzz->diag) ||
		!sheet_read(&fuzz->arena, STR("a.csv"), text, dialect, &sheet, &fuzz->diag))
		return;
	frame_find(&fuzz->arena, &sheet, NULL, &frame);
	check_frame(&sheet, &frame);
	errors = fuzz->diag.errors;
	fuzz_told(&fuzz->diag, errors, frame_check(&sheet, &frame, &fuzz->diag));
	frame_unit(&frame);
	frame_indicator(&frame);
	frame_unit_scale(&frame);
	fuzz_must(frame_year(&frame) >= 0, "a table's year is one");
}

/* As a program reads it that knows no other CSV. */
static void check_clean(struct fuzz *fuzz, struct str content)
{
	const struct sheet_dialect plain = {.delimiter = ',', .quote = '"'};
	struct ingest_view view;
	struct sheet sheet;
	struct str table;
	size_t errors = fuzz->diag.errors;
	bool done =
		ingest_clean(&fuzz->arena, STR("a.csv"), content, NULL, &view, &table, &fuzz->diag);

	fuzz_told(&fuzz->diag, errors, done);
	if (!done)
		return;
	fuzz_must(utf8_check(table) == table.len, "a cleaned table is UTF-8");
	fuzz_must(!table.len || (table.at[0] == '"' && str_ends(table, STR("\"\n"))),
		"every cell of a cleaned table is in quotes");
	fuzz_must(sheet_read(&fuzz->arena, STR("a.csv"), table, plain, &sheet, &fuzz->diag),
		"a cleaned table can be read");
	for (size_t i = 1; i < sheet.count; i++)
		fuzz_must(sheet_width(&sheet, i) == sheet_width(&sheet, 0) || fuzz->diag.warnings,
			"all rows of a cleaned table are as wide, or there is a warning");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz fuzz;

	fuzz_begin(&fuzz, data, size);
	check_table(&fuzz, fuzz.rest);
	check_clean(&fuzz, fuzz.rest);
	fuzz_memory(&fuzz, 4 << 20, 2048);
	fuzz_end(&fuzz);
	return 0;
}
