/**
 * diag: what went wrong, where, and what to do about it.
 *
 * A function whose last parameter is a `struct diag *` returns false exactly when it added an
 * error. Parsers go on after an error and report all of them. Nothing is printed here: main prints.
 *
 * Form: `file:line:column: error: message`, lower case, the subject in double quotes, no full stop,
 * and what to write to mend it. Control characters, and those that turn the direction of writing,
 * are escaped in a message when it is added.
 */
#ifndef TIDEMARK_BASE_DIAG_H
#define TIDEMARK_BASE_DIAG_H

#include "base/array.h"
#include "base/str.h"

/** Exit statuses (sysexits.h); an error carries the one that the program will end with. */
enum status {
	STATUS_DONE = 0,
	STATUS_USAGE = 64,       /* wrong command line, unknown id, load or area */
	STATUS_DATA = 65,        /* input refused */
	STATUS_NO_INPUT = 66,    /* input file missing or unreadable */
	STATUS_UNAVAILABLE = 69, /* gnuplot or a remote end missing */
	STATUS_BUG = 70,
	STATUS_MEMORY = 71,
	STATUS_CANNOT_CREATE = 73,
	STATUS_IO = 74,     /* input/output error, store damaged */
	STATUS_LOCKED = 75, /* held by another, try again */
	STATUS_CATALOGUE = 78,
};

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/** Where: line and column count from 1; 0 means unknown. An empty file name means no place at all.
 */
struct place {
	struct str file;
	size_t line, column;
};

struct message {
	enum severity severity;
	enum status status; /* of errors */
	struct place place;
	struct str text;
};

enum { DIAG_ERRORS_PER_FILE = 20 }; /* further ones are only counted */

struct diag {
	struct arena *arena; /* where the texts live */
	ARRAY(struct message);
	size_t errors, warnings;
	enum status status; /* of the first error; STATUS_DONE while there is none */
	bool strict;        /* warnings count as errors (STATUS_DATA) */
	struct str file;    /* of the last error … */
	size_t in_file;     /* … how many there were in a row in that file */
	size_t tail;        /* … and the message that counts those left out */
};

void diag_init(struct diag *diag, struct arena *arena);

/** Adds an error and returns false, so that `return diag_error(…)` reads well. */
bool diag_error(struct diag *diag, enum status status, struct place place, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void diag_warning(struct diag *diag, struct place place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void diag_note(struct diag *diag, struct place place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/** An error about a file of the system: "FILE: cannot VERB: strerror(error)". Returns false. */
bool diag_system(
	struct diag *diag, enum status status, struct str file, const char *verb, int error);

/**
 * Puts the messages from number `from` on into the order of their places: by file (none first),
 * line, column; a place without a line stands behind those with one. Messages of one place keep
 * their order, and notes stay behind the message they follow.
 */
void diag_sort(struct diag *diag, size_t from);

/** One message as a line without its line feed. */
struct str diag_format(struct arena *arena, const struct message *message);

/** `text` as it may be quoted in a message: at most 40 characters, control characters escaped. */
struct str diag_quote(struct arena *arena, struct str text);

#define NO_PLACE ((struct place){{NULL, 0}, 0, 0})
#define PLACE_FILE(name) ((struct place){(name), 0, 0})

#endif
