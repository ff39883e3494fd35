/** completion: what can be completed behind which word, from the tables of commands and options. */
#ifndef TIDEMARK_COMMAND_COMPLETION_H
#define TIDEMARK_COMMAND_COMPLETION_H

#include "command/command.h"

enum completes {
	COMPLETES_NOTHING, /* a number, a date, a text */
	COMPLETES_FILES,
	COMPLETES_FOLDERS,
	COMPLETES_IDS, /* of indicators */
	COMPLETES_WORDS,
};

struct completion {
	enum completes what;
	struct str words; /* of COMPLETES_WORDS, with blanks between */
};

/** The value of an option. `command` is NULL for the common ones where no command is known. */
struct completion completion_of_value(
	struct arena *arena, const struct command *command, const struct option_row *row);

/** The words behind a command, other than options. */
struct completion completion_of_arguments(struct arena *arena, const struct command *command);

/** Prints the ids of indicators, one a line: a command for the shell. */
#define COMPLETION_IDS "tidemark list --format csv 2>/dev/null | sed -n '2,$s/,.*//p'"

/** `text` between single quotes as a POSIX shell reads it, what it holds of them included. */
struct str completion_quote(struct arena *arena, struct str text);

/* completion_bash.c, completion_zsh.c, completion_fish.c: the script for a shell. */
void completion_bash(struct buf *out);
void completion_zsh(struct buf *out);
void completion_fish(struct buf *out);

#endif
