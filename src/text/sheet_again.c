#include "base/str.h"
#include "text/line.h"
#include "text/sheet_reader.h"

enum {
	LITERAL_TRIES = 64, /* quotes of a record that are taken for literal ones, in turn */
};

/* Splits the first line by one of the rules into r->again; is it of the usual width then? */
static bool splits(struct sheet_reader *r, enum quote_rule quotes, char delimiter, size_t literal)
{
	const struct reading_rule rule = {quotes, delimiter, r->quote, literal};

	reading_split(r->arena, r->line_text, &rule, &r->reading);
	return r->reading.cells.count == r->sheet->dialect.width;
}

/* With one of the quotes that open a cell there taken literally, and the others well-formed. */
static bool splits_with_a_literal(struct sheet_reader *r)
{
	size_t openings[LITERAL_TRIES], count = 0;

	splits(r, QUOTES_DOUBLED, r->delimiter, SIZE_MAX);
	for (size_t i = 0; i < r->reading.cells.count && count < LITERAL_TRIES; i++)
		if (r->reading.cells.item[i].quoted)
			openings[count++] = r->reading.cells.item[i].start - 1;
	for (size_t i = 0; i < count; i++)
		if (splits(r, QUOTES_DOUBLED, r->delimiter, openings[i]) && !r->reading.stray &&
			!r->reading.unclosed)
			return true;
	return false;
}

/* A record that escapes its quotes with a backslash, and so is well-formed. */
static bool splits_escaped(struct sheet_reader *r)
{
	char escaped[] = {'\\', r->quote};

	return str_has(r->line_text, (struct str){escaped, sizeof(escaped)}) &&
	       splits(r, QUOTES_ESCAPED, r->delimiter, SIZE_MAX) && !r->reading.stray &&
	       !r->reading.unclosed;
}

static bool splits_by_a_quote_rule(struct sheet_reader *r)
{
	return splits_with_a_literal(r) || splits_escaped(r) ||
	       (splits(r, QUOTES_UNDOUBLED, r->delimiter, SIZE_MAX) && !r->reading.unclosed &&
		       !r->reading.swallows) ||
	       splits(r, QUOTES_LITERAL, r->delimiter, SIZE_MAX);
}

/* Quotes around a cell show that the other delimiter is meant. */
static bool splits_by_a_delimiter(struct sheet_reader *r)
{
	static const char others[] = {',', ';', '\t', '|', ' '};

	for (size_t i = 0; r->sheet->dialect.mixed && i < sizeof(others); i++) {
		bool quoted = false;

		if (others[i] == r->delimiter || !splits(r, QUOTES_DOUBLED, others[i], SIZE_MAX) ||
			r->reading.stray || r->reading.unclosed)
			continue;
		for (size_t k = 0; k < r->reading.cells.count; k++)
			quoted = quoted || r->reading.cells.item[k].quoted;
		if (quoted)
			return true;
	}
	return false;
}

/* The line as it stands is all that is left. */
static void give_up(struct sheet_reader *r)
{
	splits(r, QUOTES_LITERAL, r->delimiter, SIZE_MAX);
	r->fault = FAULT_STRAY;
	r->again = true;
}

/* A quote that was never closed may be why, unless the line alone exceeds it. */
void sheet_read_open(struct sheet_reader *r, size_t opening)
{
	r->line_text = line_rest(r->text, r->record.at);
	if (r->line_text.len > SHEET_RECORD_MAX)
		return;
	r->stray_at = opening;
	r->stray = true;
	r->fault = FAULT_MENDED;
	r->again = true;
	if (!r->sheet->dialect.width || !splits_by_a_quote_rule(r))
		give_up(r);
}

/* Is each physical line of the record, as libcsv read it, a record of the usual width by itself? */
static bool lines_are_records(struct sheet_reader *r)
{
	struct str first = r->line_text;
	size_t at = r->record.at;
	bool all = true;

	while (all && at < r->cursor) {
		r->line_text = line_rest(str_head(r->text, r->cursor), at);
		all = splits(r, QUOTES_LITERAL, r->delimiter, SIZE_MAX);
		at += r->line_text.len;
		if (at < r->cursor)
			at = line_skip_end(r->text, at);
	}
	r->line_text = first;
	return all;
}

/* Must its quotes be read by another rule? Well-formed ones only if a backslash says so. */
static bool has_misread_quotes(struct sheet_reader *r, size_t width)
{
	bool usual = width == r->sheet->dialect.width;

	if (!r->record_breaks && (usual || !r->stray))
		return splits_escaped(r);
	if (r->stray)
		return splits_by_a_quote_rule(r);
	r->stray_at = r->quoted_break_at;
	if (usual)
		r->fault = FAULT_TWO_WAYS;
	return (!usual || lines_are_records(r)) && splits_by_a_quote_rule(r);
}

bool sheet_is_misread(struct sheet_reader *r)
{
	size_t usual = r->sheet->dialect.width, width = r->sheet->cells.count - r->record.first;
	bool fits = width == usual && !r->record_breaks;

	r->line_text = line_rest(r->text, r->record.at);
	r->fault = FAULT_MENDED;
	if (usual && r->quoted && has_misread_quotes(r, width))
		return true;
	if (usual && fits && r->swallows) {
		splits(r, QUOTES_DOUBLED, r->delimiter, SIZE_MAX);
		r->fault = FAULT_STRAY;
		r->again = true;
		return true;
	}
	r->fault = FAULT_DELIMITER;
	if (usual && width != usual && splits_by_a_delimiter(r))
		return true;
	if (r->stray && (usual ? !fits : r->record_breaks > 0))
		give_up(r);
	return r->again;
}
