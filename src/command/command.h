/**
 * command: what every command is given, and the table of commands.
 *
 * A command reads its options and arguments from the context, works, and leaves what it has to say
 * in context->result (or, ready-made, in context->out). main prints that, prints the messages and
 * ends with the exit status: that of the first error, else the one the command returned.
 */
#ifndef TIDEMARK_COMMAND_COMMAND_H
#define TIDEMARK_COMMAND_COMMAND_H

#include "base/progress.h"
#include "output/result.h"
#include "store/store.h"

/** An option as the user may give it: --name VALUE, or --name alone if `value` is NULL. */
struct option_row {
	const char *name;
	char letter; /* its short form, 0: none */
	const char *value;
	const char *help;
};

enum command_needs {
	NEEDS_NOTHING,
	NEEDS_CATALOGUE, /* context->catalogue is read before the command runs */
	NEEDS_STORE,     /* … and context->store is ready */
};

struct context;

struct command {
	const char *name;
	const char *usage; /* behind the name: "FILE…" */
	const char *summary;
	const char *about;                /* a few lines for `help COMMAND` */
	const struct option_row *options; /* ends with a NULL name; beside the common ones */
	const char *formats;              /* what --format may be, if not text, json, csv, md */
	enum command_needs needs;
	int (*run)(struct context *context);
};

extern const struct command *const commands[]; /* in the order of help; ends with NULL */

struct option_given {
	const char *name;
	struct str value;
};

struct context {
	struct arena *arena;
	struct diag *diag;
	const struct command *command;
	struct str_list args; /* behind the command */
	struct {
		ARRAY(struct option_given);
	} options;
	struct str command_line; /* for the ledger */

	enum format format;
	bool format_given;
	bool terminal; /* standard output is one */
	struct write_options write;
	bool quiet, verbose;
	int today;   /* --today, else the day of --as-of, else the clock's */
	int horizon; /* figures after the periods that hold this day are left out: today, or earlier
		      */

	struct catalogue catalogue;
	struct store store;
	struct result result;
	struct buf out; /* text that needs no writer, printed before the result */

	struct progress progress; /* of long work; main shows it on a terminal */

	/** Prints the messages added since the last call (main's; may be called between two files).
	 */
	void (*report)(struct context *context);
	size_t reported; /* how many of diag's messages were printed */

	/**
	 * Prints messages, `out` and result as they are now and empties these two (main's; it does
	 * so at the end). Errors: STATUS_IO when standard output does not take it.
	 */
	bool (*print)(struct context *context);
};

/* options.c */

extern const struct option_row common_options[]; /* that every command has; ends with a NULL name */

/**
 * Reads argv into the context: common options may stand before and behind the command.
 * Errors: STATUS_USAGE for an unknown command or option, a missing or bad value.
 */
bool options_parse(struct context *context, int argc, char **argv);
bool option_given(const struct context *context, const char *name);
/** The option's value; an empty text with .at NULL if it was not given. */
struct str option_value(const struct context *context, const char *name);
/** An option that takes a number of periods; 0 if it was not given. Errors: STATUS_USAGE. */
bool option_count(struct context *context, const char *name, int *count);

/** The page of one command, and that of the program. */
void options_help(struct context *context, const struct command *command);

/* workbook.c */

/** The option --as-of, for the tables of commands that can look back. */
#define AS_OF_OPTION \
	{ \
		"as-of", 0, "LOAD|DATE", "what was known after this load, or on this day" \
	}

/** Finds and reads the catalogue; prepares the store. */
bool workbook_catalogue(struct context *context);
/** The same, but an empty catalogue where there is none. */
bool workbook_catalogue_if_any(struct context *context);
bool workbook_store(struct context *context);

/** Reads the wanted series (NULL: all, with what their formulas need), cuts at today, derives. */
bool workbook_read(struct context *context, bool *wanted, bool areas, struct book *book);

/**
 * Marks the indicators that the arguments name (all if there are none), of these the ones of
 * --shard if that is given.
 * Errors: STATUS_USAGE for an unknown id, naming the nearest one; for a shard that is none.
 */
bool workbook_choose(struct context *context, bool **chosen);

/** Is every indicator chosen, so that groups can be told? */
bool workbook_chose_all(const struct context *context);

/** A copy of `chosen` for workbook_read; NULL if all are chosen. */
bool *workbook_wanted(struct context *context, const bool *chosen);

/** Splits ID or ID/AREA. Errors: STATUS_USAGE. */
bool workbook_key(struct context *context, struct str name, struct series_key *key);

/** The source section that --source names, NULL without that option. Errors: STATUS_USAGE. */
bool workbook_source(struct context *context, const struct source **source);

/** A load's number as it is written; whether there is such a load, the store knows. */
bool workbook_load(struct context *context, struct str text, int *number);

/** An option that takes a period. Errors: STATUS_USAGE. */
bool workbook_period(
	struct context *context, const char *option, bool *given, struct period *period);

/* shard.c */

/** The option --shard, for the tables of commands that have it. */
#define SHARD_OPTION \
	{ \
		"shard", 0, "I/N", "the I-th of N parts of the indicators, to share the work" \
	}

/**
 * Takes from `chosen` the indicators that --shard leaves to others. Which of N parts an id belongs
 * to never changes, and each belongs to one. Errors: STATUS_USAGE.
 */
bool shard_choose(struct context *context, bool *chosen);

/* chart.c */

/** FOLDER/ID.svg or FOLDER/ID/AREA.svg, with the same escapes as the databases' names. */
struct str chart_path(
	struct arena *arena, struct str folder, struct series_key key, const char *ending);

/* revisions.c */

/** A line each, `old → new` behind `what`; the first twenty unless --verbose. */
void revisions_say(struct context *context, const char *what, const struct revisions *revisions);

/** A list of objects: series, period, old, new. */
void revisions_list(struct arena *arena, struct node *parent, const char *key,
	const struct revisions *revisions);

/** A table with these columns. */
void revisions_table(struct result *result, const struct revisions *revisions);

#endif
