#include "base/diag.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUOTE_CHARACTERS = 40 };

void diag_init(struct diag *diag, struct arena *arena)
{
	*diag = (struct diag){.arena = arena};
}

/* Neither may reach a terminal: what it would obey, nor what would turn the words around it. */
static void add_escaped(struct buf *out, struct str s)
{
	size_t len;

	for (size_t at = 0; at < s.len; at += len) {
		uint32_t code = utf8_decode(str_from(s, at), &len);

		if (code == UTF8_BAD)
			buf_printf(out, "\\x%02X", (unsigned char)s.at[at]);
		else if (code == '\t')
			buf_text(out, "\\t");
		else if (code == '\n')
			buf_text(out, "\\n");
		else if (code == '\r')
			buf_text(out, "\\r");
		else if (utf8_is_control(code) || utf8_is_turning(code))
			buf_printf(out, code < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)code);
		else
			buf_add(out, str_slice(s, at, at + len));
	}
}

struct str diag_quote(struct arena *arena, struct str text)
{
	size_t at = 0, len, count = 0;
	struct buf out;

	while (at < text.len && count < QUOTE_CHARACTERS) {
		utf8_decode(str_from(text, at), &len);
		at += len;
		count++;
	}
	buf_init(&out, arena);
	add_escaped(&out, str_head(text, at));
	if (at < text.len)
		buf_text(&out, "…");
	return buf_str(&out);
}

static struct str format_text(struct arena *arena, const char *format, va_list args)
{
	struct buf out;

	buf_init(&out, arena);
	add_escaped(&out, str_vprintf(arena, format, args));
	return buf_str(&out);
}

static struct message *add_message(struct diag *diag, enum severity severity, struct place place,
	const char *format, va_list args)
{
	struct message *message = array_add(diag->arena, diag);

	message->severity = severity;
	message->place = place;
	message->place.file = str_copy(diag->arena, place.file);
	message->text = format_text(diag->arena, format, args);
	return message;
}

static void count_error(struct diag *diag, enum status status, struct place place)
{
	if (!diag->errors++)
		diag->status = status;
	if (!str_equal(diag->file, place.file)) {
		diag->file = str_copy(diag->arena, place.file);
		diag->in_file = 0;
	}
	diag->in_file++;
}

static void count_left_out(struct diag *diag, enum status status)
{
	size_t left_out = diag->in_file - DIAG_ERRORS_PER_FILE;

	if (left_out == 1) {
		diag->tail = diag->count;
		*array_add(diag->arena, diag) =
			(struct message){SEVERITY_ERROR, status, PLACE_FILE(diag->file), STR("")};
	}
	diag->item[diag->tail].text =
		str_printf(diag->arena, "and %zu more error%s", left_out, left_out == 1 ? "" : "s");
}

static void add_error(
	struct diag *diag, enum status status, struct place place, const char *format, va_list args)
{
	count_error(diag, status, place);
	if (diag->in_file <= DIAG_ERRORS_PER_FILE)
		add_message(diag, SEVERITY_ERROR, place, format, args)->status = status;
	else
		count_left_out(diag, status);
}

bool diag_error(struct diag *diag, enum status status, struct place place, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_error(diag, status, place, format, args);
	va_end(args);
	return false;
}

void diag_warning(struct diag *diag, struct place place, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (diag->strict) {
		add_error(diag, STATUS_DATA, place, format, args);
	} else {
		diag->warnings++;
		add_message(diag, SEVERITY_WARNING, place, format, args);
	}
	va_end(args);
}

void diag_note(struct diag *diag, struct place place, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_message(diag, SEVERITY_NOTE, place, format, args);
	va_end(args);
}

bool diag_system(
	struct diag *diag, enum status status, struct str file, const char *verb, int error)
{
	return diag_error(diag, status, PLACE_FILE(file), "cannot %s: %s", verb, strerror(error));
}

/* A message that is not a note, with the notes behind it. */
struct bundle {
	struct place place;
	size_t first, count;
};

static int by_number(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* 0, an unknown line, becomes the greatest number. */
static int by_place(const void *left, const void *right)
{
	const struct bundle *a = left, *b = right;
	int order = str_compare(a->place.file, b->place.file);

	if (!order)
		order = by_number(a->place.line - 1, b->place.line - 1);
	if (!order)
		order = by_number(a->place.column, b->place.column);
	return order ? order : by_number(a->first, b->first);
}

static size_t make_bundles(const struct diag *diag, size_t from, struct bundle *bundles)
{
	size_t count = 0;

	for (size_t i = from; i < diag->count; i++) {
		if (!count || diag->item[i].severity != SEVERITY_NOTE)
			bundles[count++] = (struct bundle){diag->item[i].place, i, 0};
		bundles[count - 1].count++;
	}
	return count;
}

void diag_sort(struct diag *diag, size_t from)
{
	size_t room = diag->count - from + 1, next = from, tail = diag->tail, bundles;
	struct message *sorted;
	struct bundle *bundle;
	struct arena scratch;

	arena_init(&scratch, diag->arena);
	bundle = NEW_ARRAY(&scratch, room, struct bundle);
	sorted = NEW_ARRAY(&scratch, room, struct message);
	bundles = make_bundles(diag, from, bundle);
	qsort(bundle, bundles, sizeof(*bundle), by_place);
	for (size_t b = 0; b < bundles; b++) {
		for (size_t i = 0; i < bundle[b].count; i++, next++) {
			if (bundle[b].first + i == tail)
				diag->tail = next;
			sorted[next - from] = diag->item[bundle[b].first + i];
		}
	}
	for (size_t i = from; i < next; i++)
		diag->item[i] = sorted[i - from];
	arena_free(&scratch);
}

struct str diag_format(struct arena *arena, const struct message *message)
{
	static const char *const words[] = {"note", "warning", "error"};
	struct buf out;

	buf_init(&out, arena);
	if (message->place.file.len) {
		add_escaped(&out, message->place.file);
		if (message->place.line)
			buf_printf(&out, ":%zu", message->place.line);
		if (message->place.line && message->place.column)
			buf_printf(&out, ":%zu", message->place.column);
	} else {
		buf_text(&out, "tidemark");
	}
	buf_printf(&out, ": %s: ", words[message->severity]);
	buf_add(&out, message->text);
	return buf_str(&out);
}
