#include "output/result.h"
#include "text/jsonio.h"

#include <string.h>

static void indent(struct buf *out, int depth)
{
	size_t blanks = 2 * (size_t)depth;
	char *at = buf_reserve(out, 1 + blanks);

	*at = '\n';
	memset(at + 1, ' ', blanks);
	out->len += 1 + blanks;
}

static void write_leaf(struct buf *out, const struct node *node)
{
	switch (node->kind) {
	case NODE_BOOL:
		buf_text(out, node->truth ? "true" : "false");
		break;
	case NODE_NUMBER:
		jsonio_number(out, node->number);
		break;
	case NODE_TEXT:
		jsonio_string(out, node->text);
		break;
	default:
		buf_text(out, "null");
	}
}

/* The tree is as deep as our own formats, never as deep as an input, so recursion is bounded. */
static void write_node(struct buf *out, const struct node *node, int depth)
{
	bool object = node->kind == NODE_OBJECT;

	if (node->kind != NODE_LIST && !object) {
		write_leaf(out, node);
		return;
	}
	buf_char(out, object ? '{' : '[');
	for (const struct node *child = node->first; child; child = child->next) {
		indent(out, depth + 1);
		if (object) {
			jsonio_string(out, str_of(child->key));
			buf_text(out, ": ");
		}
		write_node(out, child, depth + 1);
		if (child->next)
			buf_char(out, ',');
	}
	if (node->first)
		indent(out, depth);
	buf_char(out, object ? '}' : ']');
}

static void add_cell(
	struct arena *arena, struct node *row, const struct column *column, const struct cell *cell)
{
	if (cell->is_number)
		node_number(arena, row, column->key, cell->number);
	else
		node_text(arena, row, column->key, cell->plain.at ? cell->plain : cell->text);
}

static const struct node *rows_of(struct arena *arena, const struct table *table)
{
	size_t width = table->columns.count;
	struct node *list = node_list(arena, NULL, NULL);

	for (size_t i = 0; width && i + width <= table->cells.count; i += width) {
		struct node *row = node_object(arena, list, NULL);

		for (size_t c = 0; c < width; c++)
			if (!table->columns.item[c].people_only)
				add_cell(arena, row, &table->columns.item[c],
					&table->cells.item[i + c]);
	}
	return list;
}

bool write_json(const struct result *result, struct buf *out, struct diag *diag)
{
	const struct node *root = result->json;

	if (!root && !result->tables.count)
		return diag_error(diag, STATUS_BUG, NO_PLACE, "there is nothing to write as json");
	if (!root)
		root = rows_of(result->arena, result->tables.item[0]);
	write_node(out, root, 0);
	buf_char(out, '\n');
	return true;
}
