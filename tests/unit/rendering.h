/**
 * rendering: one table of invented figures, in every way that files are written and damaged.
 *
 * A way of writing it is a place in the product of the tables below: rendering_choose() takes its
 * number apart, rendering_name() says it in words, build_rows() makes the rows of cells. damage.h
 * writes them.
 */
#ifndef TIDEMARK_TESTS_RENDERING_H
#define TIDEMARK_TESTS_RENDERING_H

#include "unit.h"

#include "base/buf.h"

/* --- the figures */

enum { INDICATORS = 3, AREAS = 2, MONTHS = 6 };

static const char rendering_catalogue[] =
	"indicator credit { title = \"贷款,余额\" title_en = \"Crédit, total\" kind = stock\n"
	"	areas = { \"城东\", \"城西\", \"Évry\", \"Orléans\" } }\n"
	"indicator power { title = \"用电量\" title_en = \"Électricité\" kind = flow\n"
	"	areas = { \"城东\", \"城西\", \"Évry\", \"Orléans\" } }\n"
	"indicator growth { title = \"同比增速\" title_en = \"Croissance é\" kind = ratio\n"
	"	unit = \"%\" areas = { \"城东\", \"城西\", \"Évry\", \"Orléans\" } }\n";

static const char *const indicator_ids[INDICATORS] = {"credit", "power", "growth"};

/* No two alike, none before 1980, and each with a mark that cannot be misunderstood. */
static inline const char *base_figure(size_t indicator, size_t area, size_t month)
{
	static const char *const figures[INDICATORS][MONTHS] = {
		{"2391.25", "2400.62", "2410.5", "12405.75", "2422.25", "2430.5"},
		{"71.5", "68.25", "80.75", "1077.5", "75.25", "9.5"},
		{"6.25", "-0.75", "0.25", "5.75", "6.5", "-12.25"}};
	static const char *const of_areas[INDICATORS][MONTHS] = {
		{"1391.25", "1400.62", "1410.5", "1405.75", "1422.25", "1430.5"},
		{"31.5", "38.25", "30.75", "37.5", "35.25", "3.5"},
		{"1.25", "-1.75", "1.5", "2.75", "2.5", "-2.25"}};

	return area ? of_areas[indicator][month] : figures[indicator][month];
}

static inline void month_of(size_t month, int *year, int *number)
{
	*year = month < 4 ? 2023 : 2024; /* 2023-09 to 2024-02 */
	*number = (int)((month + 8) % 12) + 1;
}

/* --- the ways of writing them */

enum language { CHINESE, FRENCH };

static const struct words {
	const char *period, *indicator, *area, *value, *year, *month, *remark;
	const char *indicators[INDICATORS], *areas[AREAS];
	const char *title, *note, *footer, *footer_remark, *remark_text, *broken_text;
} words[] = {
	[CHINESE] = {"月份", "指标", "地区", "数值", "年份", "月份", "备注",
		{"贷款,余额", "用电量", "同比增速"}, {"城东", "城西"}, "海安市主要指标月度情况",
		"数据库：月度数据", "注：本表数据为初步统计", "数据来源：统计局", "初步数，待核",
		"初步数\n待核"},
	[FRENCH] = {"Period", "Indicator", "Area", "Value", "Year", "Month", "Remarks",
		{"Crédit, total", "Électricité", "Croissance é"}, {"Évry", "Orléans"},
		"Données mensuelles été 2024", "Frequency: Monthly", "Note: données provisoires",
		"Source: enquête", "à vérifier, révisé", "à vérifier\nrévisé"},
};

enum layout_choice { LONG, LONG_AREA, WIDE, WIDE_AREA, MATRIX, MATRIX_AREA, YEAR_MONTH, SINGLE };
static const char *const layout_names[] = {"long", "long with areas", "wide", "wide with areas",
	"matrix", "matrix of areas", "year and month", "single series"};

static const struct encoding_choice {
	const char *name, *iconv, *mark;
	enum language language;
} encodings[] = {
	{"UTF-8", "UTF-8", "", CHINESE},
	{"French UTF-8", "UTF-8", "", FRENCH},
	{"UTF-8 with BOM", "UTF-8", "\xEF\xBB\xBF", CHINESE},
	{"UTF-16LE with BOM", "UTF-16LE", "\xFF\xFE", CHINESE},
	{"UTF-16BE with BOM", "UTF-16BE", "\xFE\xFF", CHINESE},
	{"UTF-16LE", "UTF-16LE", "", CHINESE},
	{"UTF-16BE", "UTF-16BE", "", FRENCH},
	{"GB18030", "GB18030", "", CHINESE},
	{"windows-1252", "WINDOWS-1252", "", FRENCH},
};

static const char delimiter_choices[] = {',', ';', '\t', '|'};
static const char *const delimiter_names[] = {"comma", "semicolon", "tab", "bar"};
static const char quote_choices[] = {'"', '\''};
static const char *const quote_names[] = {"quote \"", "quote '"};

enum quoting { QUOTE_NEEDED, QUOTE_TEXT, QUOTE_ALL };
static const char *const quoting_names[] = {"where needed", "around text", "everywhere"};

/* In this order a mixed file never has a CR before an LF by chance. */
enum ending { LF, CR, CRLF, MIXED };
static const char *const ending_names[] = {"LF", "CR", "CRLF", "mixed line ends"};

static const char *const head_names[] = {"no sep=", "sep="};
static const char *const tail_names[] = {"line end at the end", "no line end at the end"};

enum decoration {
	PLAIN,
	TITLE,
	PADDED_TITLE,
	NOTE,
	UNIT_ROW,
	FOOTER,
	PADDED_FOOTER,
	BLANK_LINES,
	DELIMITER_ROWS,
	REMARKS,
	BROKEN_REMARKS, /* of two lines each */
	EVERYTHING,
};
static const char *const decoration_names[] = {"plain", "title", "padded title", "note", "unit row",
	"footer", "padded footer", "blank lines", "rows of delimiters", "remarks",
	"remarks of two lines", "everything"};

enum damage {
	NONE,
	/* of the delimiters and line ends */
	DELIMITER_MISSING,
	DELIMITER_EXTRA,
	ROWS_GLUED,
	CUT_IN_RECORD,
	CUT_IN_CHARACTER,
	/* of one cell as it is written */
	QUOTE_AT_START,
	QUOTE_INSIDE,
	QUOTE_AT_END,
	QUOTE_UNCLOSED,
	BACKSLASH_QUOTE,
	NUL_INSIDE,
	/* of one cell as it is meant */
	TEXT_CUT,
	DECIMAL_COMMA,
	FULL_WIDTH,
	THOUSANDS,
	/* of rows and header */
	ROW_TWICE,
	ROW_TWICE_DIFFERENT,
	HEADER_CELL_BLANK,
	HEADER_CELL_LOST,
	DAMAGES,
};
static const char *const damage_names[] = {"undamaged", "delimiter missing", "delimiter extra",
	"two rows glued", "cut inside a record", "cut inside a character", "quote at the start",
	"quote inside", "quote at the end", "quote unclosed", "backslash before a quote",
	"NUL inside", "text cut", "decimal comma", "full-width digits", "thousands separator",
	"row twice", "row twice with another value", "header cell blank", "header cell lost"};

static const char *const where_names[] = {"first", "middle", "last"};

#define NAMES(list) (sizeof(list) / sizeof(*(list)))

enum dimension {
	BY_DAMAGE,
	BY_LAYOUT,
	BY_ENCODING,
	BY_DELIMITER,
	BY_QUOTE,
	BY_QUOTING,
	BY_ENDING,
	BY_HEAD,
	BY_TAIL,
	BY_DECORATION,
	BY_ROW,
	BY_CELL,
	DIMENSIONS,
};

static const size_t dimension_sizes[DIMENSIONS] = {DAMAGES, NAMES(layout_names), NAMES(encodings),
	NAMES(delimiter_choices), NAMES(quote_choices), NAMES(quoting_names), NAMES(ending_names),
	NAMES(head_names), NAMES(tail_names), NAMES(decoration_names), NAMES(where_names),
	NAMES(where_names)};

struct rendered_row {
	struct {
		ARRAY(struct str);
	} cells;
	bool body, header;
	size_t line;
};

struct rendering {
	struct arena *arena;
	size_t number, choice[DIMENSIONS];
	struct {
		ARRAY(struct rendered_row);
	} rows;
	size_t row, cell;             /* the damaged ones */
	size_t first_line, last_line; /* between which the damage must be reported */
	struct buf text;              /* in UTF-8 */
	size_t line;                  /* that is being written */
	struct str content;           /* the file */
};

static inline size_t rendering_count(void)
{
	size_t count = 1;

	for (size_t i = 0; i < DIMENSIONS; i++)
		count *= dimension_sizes[i];
	return count;
}

static inline void rendering_choose(struct rendering *r, size_t number)
{
	r->number = number;
	for (size_t i = 0; i < DIMENSIONS; i++) {
		r->choice[i] = number % dimension_sizes[i];
		number /= dimension_sizes[i];
	}
}

static inline struct str rendering_name(const struct rendering *r)
{
	const size_t *choice = r->choice;

	return str_printf(r->arena, "%zu: %s, %s, %s, %s %s, %s, %s, %s, %s; %s, %s row, %s cell",
		r->number, layout_names[choice[BY_LAYOUT]], encodings[choice[BY_ENCODING]].name,
		delimiter_names[choice[BY_DELIMITER]], quote_names[choice[BY_QUOTE]],
		quoting_names[choice[BY_QUOTING]], ending_names[choice[BY_ENDING]],
		head_names[choice[BY_HEAD]], tail_names[choice[BY_TAIL]],
		decoration_names[choice[BY_DECORATION]], damage_names[choice[BY_DAMAGE]],
		where_names[choice[BY_ROW]], where_names[choice[BY_CELL]]);
}

static inline const struct words *words_of(const struct rendering *r)
{
	return &words[encodings[r->choice[BY_ENCODING]].language];
}

static inline bool decorated(const struct rendering *r, enum decoration decoration)
{
	size_t chosen = r->choice[BY_DECORATION];

	return chosen == decoration ||
	       (chosen == EVERYTHING && decoration != PADDED_TITLE && decoration != PADDED_FOOTER &&
		       decoration != BROKEN_REMARKS);
}

static inline bool has_remarks(const struct rendering *r)
{
	return decorated(r, REMARKS) || decorated(r, BROKEN_REMARKS);
}

static inline bool has_areas(const struct rendering *r)
{
	size_t layout = r->choice[BY_LAYOUT];

	return layout == LONG_AREA || layout == WIDE_AREA || layout == MATRIX_AREA;
}

/* Does the file hold figures of that indicator? */
static inline bool has_indicator(const struct rendering *r, size_t indicator)
{
	size_t layout = r->choice[BY_LAYOUT];

	return indicator == 1 || (layout != SINGLE && layout != MATRIX_AREA);
}

/* --- rows of cells */

static inline struct rendered_row *add_row(struct rendering *r)
{
	return array_add(r->arena, &r->rows);
}

static inline void add_cell(struct rendering *r, struct rendered_row *row, const char *text)
{
	*array_add(r->arena, &row->cells) = str_copy(r->arena, str_of(text));
}

static inline void add_period(struct rendering *r, struct rendered_row *row, size_t month)
{
	int year, number;

	month_of(month, &year, &number);
	add_cell(r, row,
		str_c(r->arena, str_printf(r->arena,
					words_of(r) == &words[CHINESE] ? "%d年%d月" : "%d-%02d",
					year, number)));
}

static inline void add_year_and_month(struct rendering *r, struct rendered_row *row, size_t month)
{
	int year, number;

	month_of(month, &year, &number);
	add_cell(r, row, str_c(r->arena, str_printf(r->arena, "%d", year)));
	add_cell(r, row, str_c(r->arena, str_printf(r->arena, "%d", number)));
}

static inline void add_remark(struct rendering *r, struct rendered_row *row, size_t number)
{
	if (has_remarks(r))
		add_cell(r, row,
			number % 2                     ? ""
			: decorated(r, BROKEN_REMARKS) ? words_of(r)->broken_text
						       : words_of(r)->remark_text);
}

static inline void add_indicators(struct rendering *r, struct rendered_row *row)
{
	for (size_t i = 0; i < INDICATORS; i++)
		if (has_indicator(r, i))
			add_cell(r, row, words_of(r)->indicators[i]);
}

static inline void add_header(struct rendering *r)
{
	const struct words *w = words_of(r);
	size_t layout = r->choice[BY_LAYOUT];
	struct rendered_row *row = add_row(r);

	row->header = true;
	if (layout == MATRIX || layout == MATRIX_AREA) {
		add_cell(r, row, layout == MATRIX ? w->indicator : w->area);
		for (size_t m = 0; m < MONTHS; m++)
			add_period(r, row, m);
	} else {
		add_cell(r, row, layout == YEAR_MONTH ? w->year : w->period);
		if (layout == YEAR_MONTH)
			add_cell(r, row, w->month);
		if (layout == LONG || layout == LONG_AREA)
			add_cell(r, row, w->indicator);
		if (has_areas(r))
			add_cell(r, row, w->area);
		if (layout == LONG || layout == LONG_AREA)
			add_cell(r, row, w->value);
		else
			add_indicators(r, row);
	}
	if (has_remarks(r))
		add_cell(r, row, w->remark);
}

static inline struct rendered_row *add_body_row(struct rendering *r)
{
	struct rendered_row *row = add_row(r);

	row->body = true;
	return row;
}

static inline void add_matrix_row(struct rendering *r, size_t indicator, size_t area)
{
	struct rendered_row *row = add_body_row(r);

	add_cell(r, row,
		has_areas(r) ? words_of(r)->areas[area] : words_of(r)->indicators[indicator]);
	for (size_t m = 0; m < MONTHS; m++)
		add_cell(r, row, base_figure(indicator, area, m));
	add_remark(r, row, indicator + area);
}

static inline void add_long_row(struct rendering *r, size_t indicator, size_t area, size_t month)
{
	struct rendered_row *row = add_body_row(r);

	add_period(r, row, month);
	add_cell(r, row, words_of(r)->indicators[indicator]);
	if (has_areas(r))
		add_cell(r, row, words_of(r)->areas[area]);
	add_cell(r, row, base_figure(indicator, area, month));
	add_remark(r, row, month);
}

static inline void add_wide_row(struct rendering *r, size_t area, size_t month)
{
	struct rendered_row *row = add_body_row(r);

	if (r->choice[BY_LAYOUT] == YEAR_MONTH)
		add_year_and_month(r, row, month);
	else
		add_period(r, row, month);
	if (has_areas(r))
		add_cell(r, row, words_of(r)->areas[area]);
	for (size_t i = 0; i < INDICATORS; i++)
		if (has_indicator(r, i))
			add_cell(r, row, base_figure(i, area, month));
	add_remark(r, row, month);
}

static inline void add_body(struct rendering *r)
{
	size_t layout = r->choice[BY_LAYOUT], areas = has_areas(r) ? AREAS : 1;

	for (size_t a = 0; a < areas; a++) {
		for (size_t i = 0; i < INDICATORS && (layout == MATRIX || layout == MATRIX_AREA);
			i++)
			if (has_indicator(r, i))
				add_matrix_row(r, i, a);
		for (size_t m = 0; m < MONTHS && layout != MATRIX && layout != MATRIX_AREA; m++) {
			if (layout != LONG && layout != LONG_AREA)
				add_wide_row(r, a, m);
			for (size_t i = 0;
				i < INDICATORS && (layout == LONG || layout == LONG_AREA); i++)
				add_long_row(r, i, a, m);
		}
	}
}

/* A row of one text, with empty cells behind it or without. */
static inline void add_line(struct rendering *r, const char *text, bool padded, size_t width)
{
	struct rendered_row *row = add_row(r);

	add_cell(r, row, text);
	for (size_t i = 1; padded && i < width; i++)
		add_cell(r, row, "");
}

static inline size_t table_width(const struct rendering *r)
{
	static const size_t widths[] = {3, 4, 4, 5, 1 + MONTHS, 1 + MONTHS, 5, 2};

	return widths[r->choice[BY_LAYOUT]] + has_remarks(r);
}

static inline void add_top(struct rendering *r)
{
	const struct words *w = words_of(r);

	if (decorated(r, TITLE) || decorated(r, PADDED_TITLE))
		add_line(r, w->title, decorated(r, PADDED_TITLE), table_width(r));
	if (decorated(r, NOTE))
		add_line(r, w->note, false, 0);
	if (r->choice[BY_LAYOUT] == MATRIX_AREA) /* what the figures are stands above the table */
		add_line(r,
			str_c(r->arena,
				str_printf(r->arena, "%s: %s", w->indicator, w->indicators[1])),
			false, 0);
	if (decorated(r, BLANK_LINES))
		add_row(r);
}

/* Only columns of indicators can have units of their own. */
static inline bool takes_unit_row(const struct rendering *r)
{
	size_t layout = r->choice[BY_LAYOUT];

	return layout == WIDE || layout == WIDE_AREA || layout == YEAR_MONTH;
}

static inline void add_unit_row(struct rendering *r)
{
	struct rendered_row *row;
	size_t width = table_width(r) - has_remarks(r);

	if (!takes_unit_row(r) || !decorated(r, UNIT_ROW))
		return;
	row = add_row(r);
	for (size_t i = 0; i < width; i++)
		add_cell(r, row, i + INDICATORS < width ? "" : i + 1 < width ? "kWh" : "%");
	if (has_remarks(r))
		add_cell(r, row, "");
}

static inline void add_bottom(struct rendering *r)
{
	bool padded = decorated(r, PADDED_FOOTER);

	if (decorated(r, BLANK_LINES))
		add_row(r);
	if (decorated(r, DELIMITER_ROWS))
		add_line(r, "", true, table_width(r));
	if (decorated(r, FOOTER) || padded) {
		add_line(r, words_of(r)->footer, padded, table_width(r));
		add_line(r, words_of(r)->footer_remark, padded, table_width(r));
	}
}

static inline void build_rows(struct rendering *r)
{
	add_top(r);
	add_header(r);
	add_unit_row(r);
	if (decorated(r, DELIMITER_ROWS))
		add_line(r, "", true, table_width(r));
	add_body(r);
	add_bottom(r);
}

#endif
