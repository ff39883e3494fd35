/**
 * result: what a command has to say, as data. One tree for programs, tables and lines for people;
 * the writers (write_*.c) turn it into text, JSON, CSV or Markdown.
 */
#ifndef TIDEMARK_OUTPUT_RESULT_H
#define TIDEMARK_OUTPUT_RESULT_H

#include "base/buf.h"
#include "base/diag.h"

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV, FORMAT_MARKDOWN };

const char *format_name(enum format format);
bool format_find(struct str name, enum format *format);

enum node_kind { NODE_NULL, NODE_BOOL, NODE_NUMBER, NODE_TEXT, NODE_LIST, NODE_OBJECT };

/** A value for JSON. NaN is written as null, numbers as %.15g. */
struct node {
	enum node_kind kind;
	const char *key; /* of a member of an object */
	double number;
	bool truth;
	struct str text;
	struct node *first, *last, *next; /* members or items */
};

struct node *node_object(struct arena *arena, struct node *parent, const char *key);
struct node *node_list(struct arena *arena, struct node *parent, const char *key);
void node_text(struct arena *arena, struct node *parent, const char *key, struct str text);
void node_number(struct arena *arena, struct node *parent, const char *key, double number);
void node_bool(struct arena *arena, struct node *parent, const char *key, bool truth);
/** The member of an object; NULL if it has none of that name. */
struct node *node_find(const struct node *object, const char *key);
void node_null(struct arena *arena, struct node *parent, const char *key);

enum tint { TINT_NONE, TINT_GOOD, TINT_WATCH, TINT_BAD, TINT_FAINT };

/** A cell: `text` for people; for programs `number` if is_number, else `plain` if set, else `text`.
 */
struct cell {
	struct str text, plain;
	double number;
	bool is_number;
	enum tint tint;
};

struct column {
	const char *key;    /* for CSV and JSON */
	struct str heading; /* for people */
	bool right;         /* numbers are set right */
	bool machine_only;  /* not shown to people */
	bool people_only;   /* not written to CSV and JSON */
	bool truncate;      /* may be shortened on a narrow terminal */
	bool spare;         /* left out on a terminal too narrow for the whole table */
};

struct table {
	struct str title; /* may be empty */
	struct {
		ARRAY(struct column);
	} columns;
	struct {
		ARRAY(struct cell);
	} cells; /* row by row */
};

struct result {
	struct arena *arena;
	struct {
		ARRAY(struct table *);
	} tables;
	struct str_list lines; /* below the tables, for people only */
	struct node *json;     /* NULL: the rows of the first table */
};

void result_init(struct result *result, struct arena *arena);
struct table *result_table(struct result *result, struct str title);
void result_line(struct result *result, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

struct column *table_column(
	struct result *result, struct table *table, const char *key, struct str heading);
/** The next cell, in the order of the columns. */
struct cell *table_text(struct result *result, struct table *table, struct str text);
struct cell *table_number(
	struct result *result, struct table *table, double number, struct str text);

/** How people want to see it. */
struct write_options {
	bool color;
	int width; /* columns of the terminal, 0: no limit */
};

/** Writes the result in a format. Errors: STATUS_BUG only. */
bool result_write(const struct result *result, enum format format,
	const struct write_options *options, struct buf *out, struct diag *diag);

/* The writers, one a file. */
bool write_text(const struct result *result, const struct write_options *options, struct buf *out,
	struct diag *diag);
bool write_json(const struct result *result, struct buf *out, struct diag *diag);
void write_csv(const struct result *result, struct buf *out);
void write_markdown(const struct result *result, struct buf *out);

/** RFC 4180: in quotes only where a comma, a quote or a line end stands in the field. */
void write_csv_field(struct buf *out, struct str text);

#endif
