/*
 * writers: a text arrives in HTML, Markdown, JSON and CSV as it was, but for what no such text may
 * hold, and nothing in it means anything there.
 */
#include "fuzz.h"

#include <ctype.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "output/result.h"
#include "text/grid.h"
#include "text/jsonio.h"
#include "text/markup.h"
#include "text/sheet.h"

static const struct {
	const char *name;
	char character;
} references[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};

/* Takes a reference off the front. */
static bool take_reference(struct str *rest, struct buf *out)
{
	for (size_t i = 0; i < sizeof(references) / sizeof(*references); i++) {
		struct str name = str_of(references[i].name);

		if (!str_starts(*rest, name))
			continue;
		buf_char(out, references[i].character);
		*rest = str_from(*rest, name.len);
		return true;
	}
	return false;
}

/* What a reader of the page sees; false if the text is more than text. */
static bool read_html(struct str html, struct buf *out)
{
	while (html.len) {
		if (strchr("<>\"'", html.at[0]))
			return false;
		if (html.at[0] == '&') {
			if (!take_reference(&html, out))
				return false;
			continue;
		}
		buf_char(out, html.at[0]);
		html = str_from(html, 1);
	}
	return true;
}

static bool read_markdown(struct str text, struct buf *out)
{
	while (text.len) {
		if (text.at[0] == '&') {
			if (!take_reference(&text, out))
				return false;
			continue;
		}
		if (strchr("`*_{}[]#|!~$<", text.at[0]))
			return false;
		if (text.at[0] == '\\') {
			text = str_from(text, 1);
			if (!text.len || !ispunct((unsigned char)text.at[0]))
				return false;
		}
		buf_char(out, text.at[0]);
		text = str_from(text, 1);
	}
	return true;
}

static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

/* Malformed bytes, noncharacters and marks that turn the direction. */
static bool is_replaced(uint32_t code)
{
	return code == UTF8_BAD || (code & 0xFFFE) == 0xFFFE ||
	       (code >= 0xFDD0 && code <= 0xFDEF) || (code >= 0x202A && code <= 0x202E) ||
	       (code >= 0x2066 && code <= 0x2069);
}

static bool is_wide_blank(uint32_t code)
{
	return code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F ||
	       code == 0x205F;
}

static struct str expected(struct arena *arena, struct str text, bool markdown)
{
	struct buf out;
	size_t len;

	buf_init(&out, arena);
	for (size_t at = 0; at < text.len; at += len) {
		uint32_t code = utf8_decode(str_from(text, at), &len);

		if (is_replaced(code))
			buf_text(&out, "\xEF\xBF\xBD");
		else if (is_control(code) || (markdown && is_wide_blank(code)))
			buf_char(&out, ' ');
		else
			buf_add(&out, str_slice(text, at, at + len));
	}
	return markdown ? str_trim(buf_str(&out)) : buf_str(&out);
}

static void check_markup(struct arena *arena, struct str text)
{
	struct buf html, markdown, back;

	buf_init(&html, arena);
	buf_init(&markdown, arena);
	buf_init(&back, arena);
	markup_html(&html, text);
	fuzz_must(fuzz_is_text(buf_str(&html), ""), "HTML is text");
	fuzz_must(read_html(buf_str(&html), &back), "HTML of a text has no tags");
	fuzz_must(
		str_equal(buf_str(&back), expected(arena, text, false)), "a text arrives in HTML");
	back.len = 0;
	markup_markdown(&markdown, text);
	fuzz_must(fuzz_is_text(buf_str(&markdown), ""), "Markdown of a text is one line");
	fuzz_must(read_markdown(buf_str(&markdown), &back), "Markdown of a text has no marks");
	fuzz_must(str_equal(buf_str(&back), expected(arena, text, true)),
		"a text arrives in Markdown");
}

static void check_path(struct arena *arena, struct str path)
{
	struct buf out, back;

	buf_init(&out, arena);
	buf_init(&back, arena);
	markup_path(&out, path);
	for (size_t i = 0; i < out.len; i++) {
		unsigned code = 0;

		fuzz_must(isalnum((unsigned char)out.at[i]) || strchr("/._-%", out.at[i]),
			"a path is made of plain characters");
		if (out.at[i] == '%') {
			fuzz_must(i + 2 < out.len && sscanf(out.at + i + 1, "%2X", &code) == 1,
				"a percent sign has two digits");
			i += 2;
		}
		buf_char(&back, out.at[i] && !code ? out.at[i] : (char)code);
	}
	fuzz_must(path.len == back.len, "a path has as many bytes as before");
}

static struct str repaired(struct arena *arena, struct str text)
{
	struct buf out;
	size_t len;

	buf_init(&out, arena);
	for (size_t at = 0; at < text.len; at += len) {
		if (utf8_decode(str_from(text, at), &len) == UTF8_BAD)
			buf_text(&out, "\xEF\xBF\xBD");
		else
			buf_add(&out, str_slice(text, at, at + len));
	}
	return buf_str(&out);
}

static bool is_json_text(const json_t *value, struct str text)
{
	return json_is_string(value) &&
	       str_equal((struct str){json_string_value(value), json_string_length(value)}, text);
}

static void check_json(struct arena *arena, const struct result *result, struct str text,
	double number, struct diag *diag)
{
	const struct write_options options = {false, 0};
	struct buf out;
	json_t *root, *row;

	buf_init(&out, arena);
	fuzz_must(result_write(result, FORMAT_JSON, &options, &out, diag), "JSON can be written");
	root = json_loadb(out.at, out.len, JSON_ALLOW_NUL, NULL);
	fuzz_must(json_is_array(root) && json_array_size(root) == 1, "JSON can be read");
	row = json_array_get(root, 0);
	fuzz_must(is_json_text(json_object_get(row, "text"), repaired(arena, text)),
		"a text arrives in JSON");
	if (isfinite(number)) {
		char printed[40];

		snprintf(printed, sizeof(printed), "%.15g", number);
		fuzz_must(
			json_number_value(json_object_get(row, "number")) == strtod(printed, NULL),
			"a number arrives in JSON with its first 15 digits");
	} else {
		fuzz_must(json_is_null(json_object_get(row, "number")), "no number is null");
	}
	json_decref(root);
}

/* Blanks around a cell without quotes are not its text. */
static void check_csv(struct fuzz *fuzz, const struct result *result, struct str text)
{
	const struct write_options options = {false, 0};
	const struct sheet_dialect dialect = {.delimiter = ',', .quote = '"'};
	struct sheet sheet;
	struct buf out;

	buf_init(&out, &fuzz->arena);
	fuzz_must(result_write(result, FORMAT_CSV, &options, &out, &fuzz->diag),
		"CSV can be written");
	if (memchr(out.at, '\0', out.len))
		return;
	fuzz_must(
		sheet_read(&fuzz->arena, STR("a.csv"), buf_str(&out), dialect, &sheet, &fuzz->diag),
		"CSV can be read");
	fuzz_must(sheet.count == 2 && sheet_width(&sheet, 1) == 2, "CSV has the table's cells");
	while (text.len && (text.at[0] == ' ' || text.at[0] == '\t') &&
		sheet_cell(&sheet, 1, 0).len < text.len)
		text = str_from(text, 1);
	while (text.len && (text.at[text.len - 1] == ' ' || text.at[text.len - 1] == '\t') &&
		sheet_cell(&sheet, 1, 0).len < text.len)
		text.len--;
	fuzz_must(str_equal(sheet_cell(&sheet, 1, 0), text), "a text arrives in CSV");
}

static size_t count_lines(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == '\n';
	return count;
}

static void check_others(struct fuzz *fuzz, const struct result *result, int width)
{
	const size_t lines = result->tables.item[0]->title.len ? 7 : 5;
	const struct write_options options = {true, width};
	struct buf out;

	buf_init(&out, &fuzz->arena);
	fuzz_must(result_write(result, FORMAT_MARKDOWN, &options, &out, &fuzz->diag) &&
			  count_lines(buf_str(&out)) == lines,
		"a table in Markdown has its lines");
	out.len = 0;
	fuzz_must(result_write(result, FORMAT_TEXT, &options, &out, &fuzz->diag),
		"a table can be shown");
	fuzz_must(fuzz_is_text(buf_str(&out), "\n\x1b"), "a table on a terminal is text");
}

static void check_result(struct fuzz *fuzz, struct str text, double number, int width)
{
	struct result result;
	struct table *table;

	result_init(&result, &fuzz->arena);
	table = result_table(&result, text);
	table_column(&result, table, "text", STR("Text"));
	table_column(&result, table, "number", STR("Number"))->right = true;
	table_text(&result, table, text);
	table_number(&result, table, number, STR("1"));
	result_line(&result, "%.*s", STR_ARG(text));
	check_json(&fuzz->arena, &result, text, number, &fuzz->diag);
	check_csv(fuzz, &result, text);
	check_others(fuzz, &result, width);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz fuzz;
	double number;
	int width;

	fuzz_begin(&fuzz, data, size);
	width = (int)fuzz_byte(&fuzz);
	fuzz_fill(&fuzz, &number, sizeof(number));
	check_markup(&fuzz.arena, fuzz.rest);
	check_path(&fuzz.arena, fuzz.rest);
	check_result(&fuzz, fuzz.rest, isnan(number) ? (double)NAN : number, width);
	fuzz_memory(&fuzz, 1 << 17, 512);
	fuzz_end(&fuzz);
	return 0;
}
