#include "text/reading.h"

#include "base/buf.h"

static bool is_blank(const struct reading_rule *rule, char c)
{
	return (c == ' ' || c == '\t') && c != rule->delimiter;
}

static size_t skip_blanks(struct str line, const struct reading_rule *rule, size_t at)
{
	while (at < line.len && is_blank(rule, line.at[at]))
		at++;
	return at;
}

static bool ends_cell(struct str line, const struct reading_rule *rule, size_t at)
{
	at = skip_blanks(line, rule, at);
	return at == line.len || line.at[at] == rule->delimiter;
}

/* Do two characters here stand for one quote? */
static bool is_escape(struct str line, const struct reading_rule *rule, size_t at)
{
	char first = rule->quotes == QUOTES_ESCAPED ? '\\' : rule->quote;

	return rule->quotes != QUOTES_UNDOUBLED && at + 1 < line.len && line.at[at] == first &&
	       line.at[at + 1] == rule->quote;
}

bool reading_opens(struct str text, size_t start, size_t at, char delimiter)
{
	while (at > start && text.at[at - 1] == ' ' && delimiter != ' ')
		at--;
	return at > start && text.at[at - 1] == delimiter;
}

/* Both return where to go on. */
static size_t split_quoted(struct str line, struct reading *reading, struct reading_cell *cell)
{
	const struct reading_rule *rule = &reading->rule;
	size_t at = cell->start;

	cell->quoted = true;
	while (at < line.len) {
		if (is_escape(line, rule, at)) {
			cell->escaped = true;
			at += 2;
			continue;
		}
		if (line.at[at] == rule->quote) {
			if (ends_cell(line, rule, at + 1))
				break;
			reading->stray = true;
			reading->swallows = reading->swallows ||
					    reading_opens(line, cell->start, at, rule->delimiter);
		}
		at++;
	}
	reading->unclosed = at == line.len;
	cell->end = at;
	return skip_blanks(line, rule, at + (at < line.len));
}

static size_t split_plain(
	struct str line, const struct reading_rule *rule, struct reading_cell *cell)
{
	size_t at = cell->start;

	while (at < line.len && line.at[at] != rule->delimiter)
		at++;
	cell->end = at;
	while (cell->end > cell->start && is_blank(rule, line.at[cell->end - 1]))
		cell->end--;
	return at;
}

void reading_split(struct arena *arena, struct str line, const struct reading_rule *rule,
	struct reading *reading)
{
	size_t at = 0;
	bool more = true;

	reading->rule = *rule;
	reading->cells.count = 0;
	reading->stray = reading->unclosed = reading->swallows = false;
	while (more) {
		struct reading_cell *cell = array_add(arena, &reading->cells);

		at = cell->start = skip_blanks(line, rule, at);
		if (at < line.len && line.at[at] == rule->quote && at != rule->literal &&
			rule->quotes != QUOTES_LITERAL) {
			cell->start++;
			at = split_quoted(line, reading, cell);
		} else {
			at = split_plain(line, rule, cell);
		}
		more = at < line.len;
		at++;
	}
}

struct str reading_text(
	struct arena *arena, const struct reading *reading, struct str line, size_t cell)
{
	struct reading_cell it = reading->cells.item[cell];
	struct str text = str_slice(line, it.start, it.end);
	struct buf out;

	if (!it.escaped)
		return text;
	buf_init(&out, arena);
	for (size_t i = 0; i < text.len; i++) {
		i += is_escape(text, &reading->rule, i);
		buf_char(&out, text.at[i]);
	}
	return buf_str(&out);
}
