#include "store/ledger.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/file.h"
#include "store/ledger_rows.h"
#include "store/ledger_text.h"
#include "store/leftovers.h"
#include "text/gzip.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
	HEAD = 128,    /* bytes that hold the number, the undo line and the time */
	HEADER = 4096, /* … and nearly always the whole header */
};

static const struct str ending = {".csv", 4};

static struct str file_name(struct arena *arena, int number)
{
	return str_printf(arena, "%06d.csv", number);
}

static struct str ledger_folder(struct arena *arena, struct str folder)
{
	return file_join(arena, folder, STR("ledger"));
}

struct str ledger_path(struct arena *arena, struct str folder, int number)
{
	return file_join(arena, ledger_folder(arena, folder), file_name(arena, number));
}

bool ledger_is_load(struct str name, int *number)
{
	struct str digits = str_head(name, name.len - (name.len >= ending.len ? ending.len : 0));

	*number = 0;
	if (!str_ends(name, ending) || digits.len < 6 || digits.len > 9 ||
		(digits.len > 6 && digits.at[0] == '0'))
		return false;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.at[i] < '0' || digits.at[i] > '9')
			return false;
		*number = *number * 10 + (digits.at[i] - '0');
	}
	return *number > 0;
}

/* Sorting by bytes puts 1000000.csv before 999999.csv, so loads are counted, not followed. */
bool ledger_newest(struct arena *scratch, struct str folder, int *newest, struct diag *diag)
{
	struct str_list names = {0};
	int number, count = 0;
	bool *there;

	*newest = 0;
	if (!file_list(scratch, ledger_folder(scratch, folder), &names, diag))
		return false;
	for (size_t i = 0; i < names.count; i++) {
		count += ledger_is_load(names.item[i], &number);
		*newest = number > *newest ? number : *newest;
	}
	if (count == *newest)
		return true;
	there = NEW_ARRAY(scratch, (size_t)*newest + 1, bool);
	for (size_t i = 0; i < names.count; i++)
		if (ledger_is_load(names.item[i], &number))
			there[number] = true;
	for (number = 1; there[number];)
		number++;
	return diag_error(diag, STATUS_IO, PLACE_FILE(ledger_path(scratch, folder, number)),
		"missing, though there are later loads; what load %d held cannot be told until the "
		"file is back from a backup",
		number);
}

bool ledger_check(int newest, int number, struct diag *diag)
{
	if (number >= 1 && number <= newest)
		return true;
	return newest ? diag_error(diag, STATUS_USAGE, NO_PLACE,
				"there is no load %d; the last one is %d", number, newest)
		      : diag_error(diag, STATUS_USAGE, NO_PLACE,
				"there is no load %d; nothing has been loaded yet", number);
}

void ledger_clean(struct arena *scratch, struct str folder)
{
	leftovers_remove(scratch, ledger_folder(scratch, folder), ending);
}

void ledger_sign(struct arena *arena, struct load_entry *entry)
{
	const struct passwd *user = getpwuid(geteuid());

	entry->at = clock_now(arena);
	entry->by = user ? str_copy(arena, str_of(user->pw_name))
			 : str_printf(arena, "%lu", (unsigned long)geteuid());
}

/* With the first load the folders are new as well. */
static bool sync_folders(struct str folder, struct diag *diag)
{
	return file_sync_folder(folder, STATUS_IO, diag) &&
	       file_sync_folder(file_folder(folder), STATUS_IO, diag);
}

static bool put_all(struct arena *scratch, const struct load_entry *entry,
	const struct figures *figures, const struct file_writing *file, struct diag *diag)
{
	struct buf header;
	uint32_t crc;
	size_t at;

	buf_init(&header, scratch);
	ledger_put_header(&header, entry);
	at = header.len;
	crc = gzip_crc32(buf_str(&header));
	return file_put_at(file, 0, buf_str(&header), diag) &&
	       (!figures || ledger_write_rows(scratch, figures, file, &at, &crc, diag)) &&
	       file_put_at(file, at,
		       str_printf(scratch, "# end %zu %08" PRIx32 "\n",
			       figures ? figures->count : 0, crc),
		       diag);
}

/*
 * A load that is refused must not be there: if the folder cannot be synced after the rename, the
 * file is removed again.
 */
static bool finish(const struct file_writing *file, bool sync, struct diag *diag)
{
	if (file_finish(file, sync, diag))
		return true;
	if (unlink(file->path.at) != 0 && errno != ENOENT)
		diag_note(diag, PLACE_FILE(file->path),
			"the load may be there all the same; tidemark log tells");
	return false;
}

bool ledger_write(struct arena *scratch, struct str folder, const struct load_entry *entry,
	const struct figures *figures, bool sync, struct diag *diag)
{
	struct str path = ledger_path(scratch, folder, entry->number);
	struct file_writing file;

	if (sync && entry->number == 1 && !sync_folders(folder, diag))
		return false;
	if (!file_begin(scratch, path, STATUS_IO, &file, diag))
		return false;
	if (put_all(scratch, entry, figures, &file, diag))
		return finish(&file, sync, diag);
	file_abandon(&file);
	return false;
}

bool ledger_damaged(const struct ledger_file *file, const char *what, struct diag *diag)
{
	struct place place = {file->path, file->line, 0};
	int number;

	ledger_is_load(file_base_name(file->path), &number);
	return diag_error(diag, STATUS_IO, place,
		"damaged: %s; what load %d held cannot be told until the file is back from a "
		"backup",
		what, number);
}

/* Splits the last line off and compares it with what stands before it. */
static bool check_end(struct ledger_file *file, struct diag *diag)
{
	struct str all = file->rest;
	unsigned long expected;
	size_t start = all.len, rows;

	if (!str_ends(all, STR("\n")))
		return ledger_damaged(file, "it does not end with its last line", diag);
	for (start--; start > 0 && all.at[start - 1] != '\n';)
		start--;
	if (!ledger_parse_end(str_from(all, start), &rows, &expected))
		return ledger_damaged(file, "it does not end with its last line", diag);
	if (gzip_crc32(str_head(all, start)) != expected)
		return ledger_damaged(file, "its checksum is wrong", diag);
	file->rest = str_head(all, start);
	file->entry.figures = rows;
	return true;
}

static bool check_header(struct ledger_file *file, int number, struct diag *diag)
{
	size_t rows = 0;

	if (!ledger_parse_header(file))
		return ledger_damaged(file, "its header is not that of a load", diag);
	if (file->entry.number != number)
		return ledger_damaged(file, "it is another load than its name says", diag);
	if (file->entry.undoes >= number)
		return ledger_damaged(file, "it takes back a load that was not there", diag);
	for (const char *at = file->rest.at, *end = at + file->rest.len; at < end; rows++)
		at = (const char *)memchr(at, '\n', (size_t)(end - at)) + 1;
	if (rows != file->entry.figures || (file->entry.undoes && rows))
		return ledger_damaged(file, "it has not as many rows as it says", diag);
	return true;
}

bool ledger_read(struct arena *arena, struct str folder, int number, struct ledger_file *file,
	struct diag *diag)
{
	struct diag reading;

	*file = (struct ledger_file){.arena = arena, .path = ledger_path(arena, folder, number)};
	diag_init(&reading, arena);
	/* A user's missing file is another thing than a missing part of the store. */
	if (!file_read_own(arena, file->path, &file->rest, &reading))
		return diag_error(diag, STATUS_IO, PLACE_FILE(file->path), "%.*s",
			STR_ARG(reading.item[0].text));
	return check_end(file, diag) && check_header(file, number, diag);
}

bool ledger_has_row(const struct ledger_file *file)
{
	return file->rest.len > 0;
}

bool ledger_take_row(struct ledger_file *file, struct ledger_cells *cells, struct diag *diag)
{
	file->line++;
	file->row = file->rest;
	return ledger_parse_row(file->arena, &file->rest, cells) ||
	       ledger_damaged(file, "a row without its six fields", diag);
}

void ledger_skip_series(struct ledger_file *file)
{
	struct str name = ledger_parse_name(file->row), row;

	for (; str_starts(file->rest, name); file->line++)
		str_cut(&file->rest, '\n', &row);
}

/* Only the beginning is read, for the sake of stores of many loads; ledger_read checks the rest. */
static bool peek(
	struct arena *scratch, struct str path, size_t size, struct str *head, struct diag *diag)
{
	int fd = open(path.at, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	char *bytes = arena_alloc(scratch, 1, size);
	ssize_t got;
	int error;

	if (fd < 0)
		return diag_system(diag, STATUS_IO, path, "open", errno);
	got = pread(fd, bytes, size, 0);
	error = errno;
	close(fd);
	if (got < 0)
		return diag_system(diag, STATUS_IO, path, "read", error);
	*head = (struct str){bytes, (size_t)got};
	return true;
}

bool ledger_day(struct arena *scratch, struct str folder, int number, int *day, struct diag *diag)
{
	struct ledger_file file;
	struct arena own;
	bool done;

	arena_init(&own, scratch);
	done = ledger_read(&own, folder, number, &file, diag) &&
	       (date_parse(str_head(file.entry.at, 10), day) ||
		       ledger_damaged(&file, "it does not say when it was made", diag));
	arena_free(&own);
	return done;
}

bool ledger_read_header(struct arena *arena, struct str folder, int number,
	struct load_entry *entry, struct diag *diag)
{
	struct ledger_file file = {.arena = arena, .path = ledger_path(arena, folder, number)};

	if (!peek(arena, file.path, HEADER, &file.rest, diag))
		return false;
	if (!ledger_parse_header(&file) || file.entry.number != number || file.entry.undoes)
		if (!ledger_read(arena, folder, number, &file, diag))
			return false;
	*entry = file.entry;
	return true;
}

bool ledger_undoes(
	struct arena *arena, struct str folder, int newest, int **undoes, struct diag *diag)
{
	struct arena scratch;
	struct str head;
	bool done = true;

	*undoes = NEW_ARRAY(arena, (size_t)newest + 1, int);
	arena_init(&scratch, arena);
	for (int number = 1; number <= newest && done; number++) {
		struct ledger_file file;

		done = peek(&scratch, ledger_path(&scratch, folder, number), HEAD, &head, diag);
		if (done)
			(*undoes)[number] = ledger_parse_undo(head);
		/* Nobody reads the rows of an undo, so its checksum is looked at here. */
		if (done && (*undoes)[number])
			done = ledger_read(&scratch, folder, number, &file, diag);
	}
	arena_free(&scratch);
	return done;
}

bool *ledger_in_force(struct arena *arena, const int *undoes, int upto)
{
	bool *in_force = NEW_ARRAY(arena, (size_t)upto + 1, bool);

	for (int number = 1; number <= upto; number++)
		in_force[number] = true;
	/* What a load takes back is older than it, so going down each is settled when it is met. */
	for (int number = upto; number >= 1; number--)
		if (in_force[number] && undoes[number])
			in_force[undoes[number]] = false;
	return in_force;
}

int ledger_subject(const int *undoes, int number)
{
	while (undoes[number])
		number = undoes[number];
	return number;
}
