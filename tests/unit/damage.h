/**
 * damage: the rows of a rendering become a file, whole or with one damage, and it is known in which
 * lines the damage stands.
 */
#ifndef TIDEMARK_TESTS_DAMAGE_H
#define TIDEMARK_TESTS_DAMAGE_H

#include <iconv.h>

#include "rendering.h"

/* --- the damaged place */

static inline size_t pick(size_t where, size_t first, size_t count)
{
	return first + (where == 0 ? 0 : where == 1 ? count / 2 : count - 1);
}

static inline size_t header_row(const struct rendering *r)
{
	size_t row = 0;

	while (!r->rows.item[row].header)
		row++;
	return row;
}

static inline size_t body_row(const struct rendering *r, size_t where)
{
	size_t first = header_row(r), last;

	while (!r->rows.item[first].body)
		first++;
	for (last = first; last < r->rows.count && r->rows.item[last].body; last++)
		;
	return pick(where, first, last - first);
}

/* How many cells stand before the figures of a row. */
static inline size_t stub_width(const struct rendering *r)
{
	static const size_t widths[] = {2, 3, 1, 2, 1, 1, 2, 1};

	return widths[r->choice[BY_LAYOUT]];
}

static inline bool hits_figure(enum damage damage)
{
	return damage == DECIMAL_COMMA || damage == FULL_WIDTH || damage == THOUSANDS ||
	       damage == ROW_TWICE_DIFFERENT;
}

static inline void pick_place(struct rendering *r)
{
	enum damage damage = (enum damage)r->choice[BY_DAMAGE];
	size_t width = table_width(r), stub = stub_width(r);
	size_t figures = width - stub - has_remarks(r);

	r->row = damage == HEADER_CELL_BLANK || damage == HEADER_CELL_LOST
			 ? header_row(r)
			 : body_row(r, r->choice[BY_ROW]);
	r->cell = pick(r->choice[BY_CELL], 0, width);
	if (hits_figure(damage))
		r->cell = pick(r->choice[BY_CELL], stub, figures);
	else if (damage == TEXT_CUT) /* the label or the area, not the period */
		r->cell = stub - 1;
	else if (damage == DELIMITER_MISSING || damage == CUT_IN_RECORD)
		r->cell = pick(r->choice[BY_CELL], 0, width - 1);
}

/* Is there such a damage in such a file, and would it be a damage at all? */
static inline bool rendering_applies(const struct rendering *r)
{
	size_t layout = r->choice[BY_LAYOUT];
	bool last_row = r->choice[BY_ROW] == 2;
	const struct encoding_choice *encoding = &encodings[r->choice[BY_ENCODING]];

	/* nobody breaks lines between apostrophes, and then loses one */
	if (decorated(r, BROKEN_REMARKS) && r->choice[BY_QUOTE] == 1 &&
		r->choice[BY_DAMAGE] != NONE)
		return false;
	switch ((enum damage)r->choice[BY_DAMAGE]) {
	case NONE:
		return r->choice[BY_ROW] == 0 && r->choice[BY_CELL] == 0;
	case ROWS_GLUED:
		return !last_row;
	case CUT_IN_RECORD:
		return last_row;
	case CUT_IN_CHARACTER:
		return last_row && strcmp(encoding->iconv, "WINDOWS-1252") != 0;
	case FULL_WIDTH:
		return strcmp(encoding->iconv, "WINDOWS-1252") != 0;
	case TEXT_CUT: /* the period alone stands before these figures */
		return layout != WIDE && layout != YEAR_MONTH && layout != SINGLE;
	default:
		return true;
	}
}

/* --- damage of rows and cells */

static inline void cut_text(struct rendering *r, struct str *cell)
{
	size_t len = cell->len / 2;

	while (len && ((unsigned char)cell->at[len] & 0xC0) == 0x80)
		len--;
	*cell = str_copy(r->arena, str_head(*cell, len));
}

/* 2400.62 becomes 2400,62; ２４００.６２; 2,400.62. */
static inline void rewrite_figure(struct rendering *r, enum damage damage, struct str *cell)
{
	size_t integer = str_find(*cell, STR(".")), start = cell->at[0] == '-';
	struct buf out;

	buf_init(&out, r->arena);
	for (size_t i = 0; i < cell->len; i++) {
		char c = cell->at[i];

		if (damage == THOUSANDS && i < integer && i > start && (integer - i) % 3 == 0)
			buf_char(&out, ',');
		if (damage == DECIMAL_COMMA && c == '.')
			buf_char(&out, ',');
		else if (damage == FULL_WIDTH && c >= '0' && c <= '9')
			buf_printf(&out, "\xEF\xBC%c", (char)(0x90 + (c - '0')));
		else
			buf_char(&out, c);
	}
	*cell = buf_str(&out);
}

static inline struct rendered_row copy_row(struct rendering *r, const struct rendered_row *row)
{
	struct rendered_row copy = {.body = row->body, .header = row->header};

	for (size_t i = 0; i < row->cells.count; i++)
		*array_add(r->arena, &copy.cells) = row->cells.item[i];
	return copy;
}

static inline void insert_row(struct rendering *r, size_t at, struct rendered_row row)
{
	add_row(r);
	for (size_t i = r->rows.count - 1; i > at; i--)
		r->rows.item[i] = r->rows.item[i - 1];
	r->rows.item[at] = row;
}

static inline void damage_cells(struct rendering *r)
{
	enum damage damage = (enum damage)r->choice[BY_DAMAGE];
	struct rendered_row *row = &r->rows.item[r->row];
	struct str *cell = &row->cells.item[r->cell];

	switch (damage) {
	case TEXT_CUT:
		cut_text(r, cell);
		break;
	case DECIMAL_COMMA:
	case FULL_WIDTH:
	case THOUSANDS:
		rewrite_figure(r, damage, cell);
		break;
	case ROW_TWICE:
	case ROW_TWICE_DIFFERENT:
		insert_row(r, r->row + 1, copy_row(r, row));
		if (damage == ROW_TWICE_DIFFERENT)
			r->rows.item[r->row + 1].cells.item[r->cell] = STR("77.125");
		break;
	case HEADER_CELL_BLANK:
		*cell = STR("");
		break;
	case HEADER_CELL_LOST:
		for (size_t i = r->cell; i + 1 < row->cells.count; i++)
			row->cells.item[i] = row->cells.item[i + 1];
		row->cells.count--;
		break;
	default:
		break;
	}
}

/* --- text */

static inline bool is_figure(struct str cell)
{
	return cell.len && strchr("-0123456789", cell.at[0]) && !str_has(cell, STR("年"));
}

static inline bool needs_quotes(const struct rendering *r, struct str cell)
{
	char delimiter = delimiter_choices[r->choice[BY_DELIMITER]];

	if (memchr(cell.len ? cell.at : "", delimiter, cell.len) || str_has(cell, STR("\n")))
		return true;
	return r->choice[BY_QUOTING] == QUOTE_ALL ||
	       (r->choice[BY_QUOTING] == QUOTE_TEXT && cell.len && !is_figure(cell));
}

/* Where the middle of a cell is, between two characters. */
static inline size_t middle_of(struct str cell)
{
	size_t at = cell.len / 2;

	while (at && ((unsigned char)cell.at[at] & 0xC0) == 0x80)
		at--;
	return at;
}

static inline void write_cell(struct rendering *r, struct str cell, enum damage damage)
{
	char quote = quote_choices[r->choice[BY_QUOTE]];
	bool quoted = needs_quotes(r, cell) || damage == QUOTE_UNCLOSED;
	size_t middle = middle_of(cell);

	if (damage == QUOTE_AT_START)
		buf_char(&r->text, quote);
	if (quoted)
		buf_char(&r->text, quote);
	buf_add(&r->text, str_head(cell, middle));
	if (damage == BACKSLASH_QUOTE)
		buf_char(&r->text, '\\');
	if (damage == QUOTE_INSIDE || damage == BACKSLASH_QUOTE)
		buf_char(&r->text, quote);
	if (damage == NUL_INSIDE)
		buf_char(&r->text, '\0');
	buf_add(&r->text, str_from(cell, middle));
	if (quoted && damage != QUOTE_UNCLOSED)
		buf_char(&r->text, quote);
	if (damage == QUOTE_AT_END)
		buf_char(&r->text, quote);
}

static inline void write_row(struct rendering *r, size_t number)
{
	const struct rendered_row *row = &r->rows.item[number];
	enum damage damage = number == r->row ? (enum damage)r->choice[BY_DAMAGE] : NONE;

	for (size_t i = 0; i < row->cells.count; i++) {
		enum damage of_cell = i == r->cell ? damage : NONE;

		write_cell(r, row->cells.item[i], of_cell);
		if (i + 1 < row->cells.count && of_cell != DELIMITER_MISSING)
			buf_char(&r->text, delimiter_choices[r->choice[BY_DELIMITER]]);
		if (of_cell == DELIMITER_EXTRA)
			buf_char(&r->text, delimiter_choices[r->choice[BY_DELIMITER]]);
	}
}

static inline void end_line(struct rendering *r)
{
	static const char *const ends[] = {[LF] = "\n", [CR] = "\r", [CRLF] = "\r\n"};
	size_t ending = r->choice[BY_ENDING];

	buf_text(&r->text, ends[ending == MIXED ? r->line % MIXED : ending]);
	r->line++;
}

/* The text up to the damaged cell's delimiter, or to a character in the last row, and no more. */
static inline void cut_off_text(struct rendering *r, const struct rendered_row *row, size_t start)
{
	size_t cell = r->cell;

	r->text.len = start;
	for (size_t i = 0; i < cell; i++) {
		write_cell(r, row->cells.item[i], NONE);
		buf_char(&r->text, delimiter_choices[r->choice[BY_DELIMITER]]);
	}
	buf_add(&r->text, str_head(row->cells.item[cell], middle_of(row->cells.item[cell])));
}

/* Only in cells: no row is ended yet. */
static inline size_t count_breaks(struct str row)
{
	size_t count = 0;

	for (size_t i = 0; i < row.len; i++)
		count += row.at[i] == '\n';
	return count;
}

static inline void write_rows(struct rendering *r)
{
	enum damage damage = (enum damage)r->choice[BY_DAMAGE];

	for (size_t i = 0; i < r->rows.count; i++) {
		struct rendered_row *row = &r->rows.item[i];
		size_t start = r->text.len;

		row->line = r->line;
		write_row(r, i);
		if (i == r->row)
			r->first_line = row->line;
		r->line += count_breaks(str_from(buf_str(&r->text), start));
		if (i == r->row)
			r->last_line = r->line;
		if (i == r->row && damage == CUT_IN_RECORD) {
			cut_off_text(r, row, start);
			return;
		}
		if (i == r->row && damage == CUT_IN_CHARACTER)
			return;
		if ((i + 1 < r->rows.count || r->choice[BY_TAIL] == 0) &&
			!(i == r->row && damage == ROWS_GLUED))
			end_line(r);
	}
	if (damage == ROW_TWICE || damage == ROW_TWICE_DIFFERENT)
		r->last_line = r->rows.item[r->row + 1].line;
	if ((damage == HEADER_CELL_BLANK || damage == HEADER_CELL_LOST) &&
		r->choice[BY_LAYOUT] == SINGLE) /* of two cells one is left, as in a title */
		r->last_line = r->rows.item[body_row(r, 0)].line;
}

/* --- bytes */

/* The beginning of a character that the file ends with. */
static inline const char *half_character(const struct encoding_choice *choice)
{
	return strcmp(choice->iconv, "UTF-8") == 0     ? "\xE6\xB3"
	       : strcmp(choice->iconv, "GB18030") == 0 ? "\xD7"
						       : "\x6C";
}

static inline struct str encode(struct rendering *r, struct str text)
{
	const struct encoding_choice *choice = &encodings[r->choice[BY_ENCODING]];
	iconv_t handle = iconv_open(choice->iconv, "UTF-8");
	size_t left = text.len, room = text.len * 2 + 16;
	char *in = (char *)(uintptr_t)text.at, *out = NEW_ARRAY(r->arena, room, char), *to = out;
	struct buf bytes;

	assert_true(handle != (iconv_t)-1);
	assert_true(iconv(handle, &in, &left, &to, &room) != (size_t)-1);
	iconv_close(handle);
	buf_init(&bytes, r->arena);
	buf_text(&bytes, choice->mark);
	buf_add(&bytes, (struct str){out, (size_t)(to - out)});
	if (r->choice[BY_DAMAGE] == CUT_IN_CHARACTER)
		buf_text(&bytes, half_character(choice));
	return buf_str(&bytes);
}

/** Writes the file of a chosen way into r->content. */
static inline void rendering_write(struct rendering *r)
{
	r->rows.count = r->rows.room = 0;
	buf_init(&r->text, r->arena);
	r->line = 1;
	build_rows(r);
	pick_place(r);
	damage_cells(r);
	if (r->choice[BY_HEAD] == 1) {
		buf_printf(&r->text, "sep=%c", delimiter_choices[r->choice[BY_DELIMITER]]);
		end_line(r);
	}
	write_rows(r);
	r->content = encode(r, buf_str(&r->text));
}

#endif
