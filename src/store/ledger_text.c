#include "store/ledger_text.h"

#include "base/utf8.h"
#include "store/fields.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct str columns = {"series,period,value,unit,flag,line\n", 35};

enum { FIELDS = 6 };

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
