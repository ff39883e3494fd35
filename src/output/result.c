#include "output/result.h"

#include <stdarg.h>
#include <string.h>

static const char *const formats[] = {"text", "json", "csv", "md"};

const char *format_name(enum format format)
{
	return formats[format];
}

bool format_find(struct str name, enum format *format)
{
	for (int i = FORMAT_TEXT; i <= FORMAT_MARKDOWN; i++) {
		if (str_is(name, formats[i])) {
			*format = (enum format)i;
			return true;
		}
	}
	return false;
}

static struct node *add_node(
	struct arena *arena, struct node *parent, const char *key, enum node_kind kind)
{
	struct node *node = NEW(arena, struct node);

	node->kind = kind;
	node->key = key;
	if (!parent)
		return node;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	return node;
}

struct node *node_object(struct arena *arena, struct node *parent, const char *key)
{
	return add_node(arena, parent, key, NODE_OBJECT);
}

struct node *node_list(struct arena *arena, struct node *parent, const char *key)
{
	return add_node(arena, parent, key, NODE_LIST);
}

void node_text(struct arena *arena, struct node *parent, const char *key, struct str text)
{
	add_node(arena, parent, key, NODE_TEXT)->text = text;
}

void node_number(struct arena *arena, struct node *parent, const char *key, double number)
{
	add_node(arena, parent, key, NODE_NUMBER)->number = number;
}

void node_bool(struct arena *arena, struct node *parent, const char *key, bool truth)
{
	add_node(arena, parent, key, NODE_BOOL)->truth = truth;
}

struct node *node_find(const struct node *object, const char *key)
{
	struct node *member = object->first;

	while (member && strcmp(member->key, key) != 0)
		member = member->next;
	return member;
}

void node_null(struct arena *arena, struct node *parent, const char *key)
{
	add_node(arena, parent, key, NODE_NULL);
}

void result_init(struct result *result, struct arena *arena)
{
	*result = (struct result){.arena = arena};
}

struct table *result_table(struct result *result, struct str title)
{
	struct table *table = NEW(result->arena, struct table);

	table->title = title;
	*array_add(result->arena, &result->tables) = table;
	return table;
}

void result_line(struct result *result, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	*array_add(result->arena, &result->lines) = str_vprintf(result->arena, format, args);
	va_end(args);
}

struct column *table_column(
	struct result *result, struct table *table, const char *key, struct str heading)
{
	struct column *column = array_add(result->arena, &table->columns);

	column->key = key;
	column->heading = heading;
	return column;
}

struct cell *table_text(struct result *result, struct table *table, struct str text)
{
	struct cell *cell = array_add(result->arena, &table->cells);

	cell->text = text;
	return cell;
}

struct cell *table_number(
	struct result *result, struct table *table, double number, struct str text)
{
	struct cell *cell = table_text(result, table, text);

	cell->number = number;
	cell->is_number = true;
	return cell;
}

bool result_write(const struct result *result, enum format format,
	const struct write_options *options, struct buf *out, struct diag *diag)
{
	switch (format) {
	case FORMAT_JSON:
		return write_json(result, out, diag);
	case FORMAT_CSV:
		write_csv(result, out);
		return true;
	case FORMAT_MARKDOWN:
		write_markdown(result, out);
		return true;
	default:
		return write_text(result, options, out, diag);
	}
}
