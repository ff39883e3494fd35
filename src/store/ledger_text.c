#include "store/ledger_text.h"

#include "base/utf8.h"
#include "store/exact.h"
#include "store/fields.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct str columns = {"series,period,value,unit,flag,line\n", 35};

enum { PERIOD_CACHE = 512, FIELDS = 6 };

/* The text keys of a header, in the order they are written. */
static const char *const keys[] = {"at", "by", "command", "file", "sha256", "source", "note"};

enum { KEYS = sizeof(keys) / sizeof(*keys) };

static struct str *text_of(struct load_entry *entry, size_t key)
{
	struct str *const texts[KEYS] = {&entry->at, &entry->by, &entry->command, &entry->file,
		&entry->sha256, &entry->source, &entry->note};

	return texts[key];
}

/* Control characters (C0, DEL, C1), malformed bytes and % as %XX: the file stays UTF-8 lines. */
static void put_encoded(struct buf *out, struct str s)
{
	size_t len;

	for (size_t at = 0; at < s.len; at += len) {
		uint32_t code = utf8_decode(str_from(s, at), &len);

		if (code >= 0x20 && code != '%' && (code < 0x7F || code >= 0xA0) &&
			code != UTF8_BAD) {
			buf_add(out, str_slice(s, at, at + len));
			continue;
		}
		for (size_t i = at; i < at + len; i++)
			buf_printf(out, "%%%02X", (unsigned)(unsigned char)s.at[i]);
	}
}

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static struct str decode(struct arena *arena, struct str s)
{
	char *text = arena_alloc(arena, 1, s.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == '%' && i + 2 < s.len && hex(s.at[i + 1]) >= 0 &&
			hex(s.at[i + 2]) >= 0) {
			text[len++] = (char)(hex(s.at[i + 1]) * 16 + hex(s.at[i + 2]));
			i += 2;
		} else {
			text[len++] = s.at[i];
		}
	}
	return (struct str){text, len};
}

void ledger_put_header(struct buf *out, const struct load_entry *entry)
{
	struct load_entry copy = *entry;

	buf_printf(out, "# tidemark load: %d\n", entry->number);
	if (entry->undoes)
		buf_printf(out, "# undo: %d\n", entry->undoes);
	for (size_t i = 0; i < KEYS; i++) {
		struct str value = *text_of(&copy, i);

		if (!value.len)
			continue;
		buf_printf(out, "# %s: ", keys[i]);
		put_encoded(out, value);
		buf_char(out, '\n');
	}
	buf_add(out, columns);
}

/* Thousands of series have the same periods, which take longer to print than to look up. */
struct period_text {
	enum every every;
	struct calendar calendar;
	int number;
	struct str text;
};

static struct str print_period(struct arena *arena, struct period_text *cache,
	const struct indicator *indicator, int number)
{
	struct period_text *known = &cache[(unsigned)number % PERIOD_CACHE];

	if (!known->text.len || known->number != number || known->every != indicator->every ||
		known->calendar.year_start != indicator->calendar.year_start ||
		known->calendar.named_by_end != indicator->calendar.named_by_end)
		*known = (struct period_text){indicator->every, indicator->calendar, number,
			period_print(arena, indicator->every, indicator->calendar, number)};
	return known->text;
}

static char *put(char *end, struct str s)
{
	if (s.len)
		memcpy(end, s.at, s.len);
	end[s.len] = ',';
	return end + s.len + 1;
}

static char *put_line(char *end, uint32_t line)
{
	char digits[16];
	size_t count = 0;

	for (; line; line /= 10)
		digits[count++] = (char)('0' + line % 10);
	while (count)
		*end++ = digits[--count];
	*end = '\n';
	return end + 1;
}

/* The text of one series' rows that stays the same. */
struct row_text {
	struct str series, unit;
};

struct ledger_texts {
	const struct figures *figures;
	struct row_text *series;
	struct str *flags;
};

struct ledger_texts *ledger_prepare(struct arena *arena, const struct figures *figures)
{
	struct ledger_texts *texts = NEW(arena, struct ledger_texts);

	texts->figures = figures;
	texts->series = NEW_ARRAY(arena, figures->series.count, struct row_text);
	for (size_t i = 0; i < figures->series.count; i++) {
		struct series_key key = figures->series.item[i];

		texts->series[i].series = field_quoted(arena, series_name(arena, key));
		texts->series[i].unit = field_quoted(arena, key.indicator->unit);
	}
	texts->flags = NEW_ARRAY(arena, figures->flag_texts.count + 1, struct str);
	texts->flags[0] = STR("");
	for (size_t i = 0; i < figures->flag_texts.count; i++)
		texts->flags[i] = field_quoted(arena, figures->flag_texts.item[i]);
	return texts;
}

size_t ledger_longest_row(const struct ledger_texts *texts)
{
	enum { REST = 96 }; /* period, value, line and what stands between */
	size_t name = 0, flag = 0;

	for (size_t i = 0; i < texts->figures->series.count; i++) {
		size_t len = texts->series[i].series.len + texts->series[i].unit.len;

		name = len > name ? len : name;
	}
	for (size_t i = 0; i < texts->figures->flag_texts.count; i++)
		flag = texts->flags[i].len > flag ? texts->flags[i].len : flag;
	return name + flag + REST;
}

size_t ledger_put_rows(const struct ledger_texts *texts, size_t first, size_t last,
	struct arena *scratch, char *out)
{
	struct period_text *periods = NEW_ARRAY(scratch, PERIOD_CACHE, struct period_text);
	const struct figures *figures = texts->figures;
	char *end = out;

	for (size_t i = first; i < last; i++) {
		const struct figure *figure = &figures->item[i];
		const struct row_text *text = &texts->series[figure->series];

		end = put(end, text->series);
		end = put(end,
			print_period(scratch, periods,
				figures->series.item[figure->series].indicator, figure->period));
		end += exact_print(figure->value, end);
		*end++ = ',';
		end = put(end, text->unit);
		end = put(end, texts->flags[figure->flags]);
		end = put_line(end, figure->line);
	}
	return (size_t)(end - out);
}

/* "# key: value" */
static bool split_line(struct str line, struct str *key, struct str *value)
{
	size_t colon = str_find(line, STR(": "));

	if (!str_starts(line, STR("# ")) || colon == line.len)
		return false;
	*key = str_slice(line, 2, colon);
	*value = str_from(line, colon + 2);
	return true;
}

/* Keys of a later version are passed over. */
static bool take_key(struct ledger_file *file, struct str key, struct str value)
{
	if (str_is(key, "undo"))
		return field_number(value, &file->entry.undoes) && file->entry.undoes > 0;
	for (size_t i = 0; i < KEYS; i++)
		if (str_is(key, keys[i]))
			*text_of(&file->entry, i) = decode(file->arena, value);
	return true;
}

bool ledger_parse_header(struct ledger_file *file)
{
	struct str line, key, value;

	if (!str_cut(&file->rest, '\n', &line) || !split_line(line, &key, &value) ||
		!str_is(key, "tidemark load") || !field_number(value, &file->entry.number))
		return false;
	for (file->line = 2; !str_starts(file->rest, columns); file->line++)
		if (!str_cut(&file->rest, '\n', &line) || !split_line(line, &key, &value) ||
			!take_key(file, key, value))
			return false;
	file->rest = str_from(file->rest, columns.len);
	return true;
}

int ledger_parse_undo(struct str head)
{
	struct str line = STR(""), key, value;
	int number;

	str_cut(&head, '\n', &line); /* the first line, which gives the load's own number */
	if (!str_cut(&head, '\n', &line) || !split_line(line, &key, &value) || !str_is(key, "undo"))
		return 0;
	return field_number(value, &number) && number > 0 ? number : -1;
}

bool ledger_parse_end(struct str line, size_t *rows, unsigned long *crc)
{
	char text[48];
	int len = 0;

	if (line.len >= sizeof(text) || memchr(line.at, '\0', line.len))
		return false;
	memcpy(text, line.at, line.len);
	text[line.len] = '\0';
	return sscanf(text, "# end %zu %8lx%n", rows, crc, &len) == 2 &&
	       (size_t)len + 1 == line.len && text[len] == '\n';
}

/* Most rows have no quotes. This is where reading a large ledger spends its time. */
static bool split_plain(struct str *rest, struct str field[FIELDS])
{
	const char *at = rest->at, *end = rest->at + rest->len, *start = at;
	size_t count = 0;

	for (; at < end && *at != '\n'; at++) {
		if (*at == '"')
			return false;
		if (*at != ',')
			continue;
		if (count == FIELDS - 1)
			return false;
		field[count++] = (struct str){start, (size_t)(at - start)};
		start = at + 1;
	}
	if (at == end || count < FIELDS - 1)
		return false;
	field[count] = (struct str){start, (size_t)(at - start)};
	*rest = (struct str){at + 1, (size_t)(end - at - 1)};
	return true;
}

static bool split_quoted(struct arena *arena, struct str *rest, struct str field[FIELDS])
{
	for (size_t i = 0; i < FIELDS; i++)
		if (!field_take(arena, rest, i + 1 < FIELDS ? ',' : '\n', &field[i]))
			return false;
	return true;
}

struct str ledger_parse_name(struct str row)
{
	size_t end = 0;
	bool quoted = false;

	while (end < row.len && (quoted || row.at[end] != ','))
		quoted ^= row.at[end++] == '"';
	return str_head(row, end + 1);
}

bool ledger_parse_row(struct arena *arena, struct str *rest, struct ledger_cells *cells)
{
	struct str field[FIELDS];
	int line = 0;

	if ((!split_plain(rest, field) && !split_quoted(arena, rest, field)) ||
		(field[5].len && !field_number(field[5], &line)))
		return false;
	*cells = (struct ledger_cells){
		field[0], field[1], field[2], field[3], field[4], (size_t)line};
	return true;
}
