#include "command/collect_take.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/file.h"
#include "command/collect_shelf.h"
#include "command/collect_trial.h"
#include "text/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdint.h>
#include <sys/vfs.h>
#include <unistd.h>

const char *fate_name(enum fate fate)
{
	static const char *const names[] = {[FATE_LOADED] = "loaded",
		[FATE_UNCHANGED] = "unchanged",
		[FATE_KNOWN] = "known",
		[FATE_REFUSED] = "refused",
		[FATE_LEFT] = "left",
		[FATE_FAILED] = "failed"};

	return names[fate];
}

/* A file in hand. */
struct taking {
	struct context *context;
	const struct inbox *inbox;
	struct arrival *arrival;
	struct taken *taken;
	int file;
};

static bool leave(struct taking *t, const char *why)
{
	t->taken->fate = FATE_LEFT;
	t->taken->why = str_of(why);
	return false;
}

static bool is_as_seen(const struct taking *t)
{
	struct stat status;
	struct sighting now;

	if (fstat(t->file, &status) != 0)
		return false;
	now = sighting_of(&status);
	return sighting_equal(&now, &t->arrival->seen);
}

/* These refuse a lease unless the server has granted one to the whole machine. */
static bool is_on_network(int file)
{
	struct statfs system;
	unsigned long type;

	if (fstatfs(file, &system) != 0)
		return true;
	type = (unsigned long)system.f_type & 0xFFFFFFFFUL;
	return type == NFS_SUPER_MAGIC || type == CIFS_SUPER_MAGIC || type == SMB2_SUPER_MAGIC ||
	       type == SMB_SUPER_MAGIC;
}

/*
 * The kernel grants a lease on reading only where nobody has the file open for writing. It cannot
 * say for the files of others (unless we may take leases on all) and on network shares; time has to
 * tell there.
 */
static bool is_being_written(int file)
{
	if (is_on_network(file))
		return false;
	if (fcntl(file, F_SETLEASE, F_RDLCK) != 0)
		return errno == EAGAIN;
	fcntl(file, F_SETLEASE, F_UNLCK);
	return false;
}

static bool leave_unopened(struct taking *t, int error)
{
	if (error == ENOENT || error == ELOOP || error == ENXIO)
		return leave(t, "is another one than a moment ago");
	if (error == EAGAIN || error == EBUSY) /* a file server has it leased to a writer */
		return leave(t, "is open for writing");
	leave(t, "cannot be opened");
	if (error == EACCES || error == EPERM) { /* until that is changed */
		t->arrival->problem = t->taken->why.at;
		t->arrival->said = true;
	}
	return diag_system(t->context->diag, STATUS_NO_INPUT, t->arrival->name, "open", error);
}

/* Nothing that was put in the file's place since it was looked at is followed, or waited for. */
static bool open_file(struct taking *t)
{
	const char *name = str_c(t->context->arena, t->arrival->name);

	t->file = openat(
		t->inbox->folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (t->file < 0)
		return leave_unopened(t, errno);
	if (!is_as_seen(t))
		return leave(t, "is still changing");
	return !is_being_written(t->file) || leave(t, "is open for writing");
}

static bool read_content(struct taking *t, struct arena *bytes, struct str *content)
{
	struct diag *diag = t->context->diag;

	if (!file_read_open(bytes, t->file, t->arrival->name, content, diag)) {
		leave(t, "cannot be read");
		if (t->arrival->seen.size > UINT32_MAX) /* that will not change */
			t->taken->fate = FATE_REFUSED;
		return false;
	}
	return is_as_seen(t) || leave(t, "is still changing");
}

static bool look_up(struct taking *t, struct load_contents *contents, struct arena *arena)
{
	struct context *context = t->context;
	struct load *load = &t->taken->outcome.ingest.load;
	const struct source *source =
		catalogue_source_for(context->arena, &context->catalogue, t->arrival->name);

	if (!store_contents(&context->store, arena, contents, context->diag))
		return false;
	t->taken->known = store_find_content(contents, load->sha256, source ? source->id : STR(""));
	return true;
}

static bool ingest(struct taking *t, struct arena *bytes, struct str content)
{
	struct context *context = t->context;
	struct ingest_options how = {.today = context->today, .bytes = bytes};
	struct ingest_result *result = &t->taken->outcome.ingest;
	struct str digest = result->load.sha256;
	bool read = ingest_content(context->arena, &context->catalogue, t->arrival->name, content,
		&how, result, context->diag);

	result->load.sha256 = digest;
	result->load.command = context->command_line;
	return read;
}

/* What a file says may be refused by the store as well; all else is the store's own trouble. */
static enum fate commit(struct context *context, struct outcome *outcome)
{
	if (outcome_commit(context, outcome))
		return outcome->commit.load ? FATE_LOADED : FATE_UNCHANGED;
	return context->diag->status == STATUS_DATA || context->diag->status == STATUS_BUG
		       ? FATE_REFUSED
		       : FATE_FAILED;
}

/* Not to be tried once more, if it ended the collector often enough. */
static bool is_fatal(struct taking *t, int trials)
{
	return trials >= MOST_TRIALS &&
	       !diag_error(t->context->diag, STATUS_DATA, PLACE_FILE(t->arrival->name),
		       "tidemark was ended %d times while it had this file in hand; see what "
		       "tidemark inspect does with it, before it is put back",
		       trials);
}

static enum fate try(struct taking *t, struct arena *bytes, struct str content)
{
	struct outcome *outcome = &t->taken->outcome;
	enum fate fate = FATE_REFUSED;
	int trials;

	if (!trial_begin(t->context, outcome->ingest.load.sha256, &trials))
		return FATE_FAILED;
	if (!is_fatal(t, trials) && ingest(t, bytes, content))
		fate = commit(t->context, outcome);
	trial_end(t->context);
	return fate;
}

static void load(struct taking *t, struct load_contents *contents, struct arena *arena)
{
	struct outcome *outcome = &t->taken->outcome;
	struct arena bytes;
	struct str content;

	arena_init(&bytes, t->context->arena);
	if (read_content(t, &bytes, &content)) {
		outcome->ingest.load.sha256 = digest_sha256(t->context->arena, content);
		if (!look_up(t, contents, arena))
			t->taken->fate = FATE_FAILED;
		else if (t->taken->known)
			t->taken->fate = FATE_KNOWN;
		else
			t->taken->fate = try(t, &bytes, content);
	}
	arena_free(&bytes);
}

static struct str month_of(struct arena *arena, int day)
{
	return str_head(date_print(arena, day), 7);
}

static void put_away(struct taking *t)
{
	struct context *context = t->context;
	bool refused = t->taken->fate == FATE_REFUSED;
	struct str month = refused ? STR("") : month_of(context->arena, context->today),
		   reason = STR("");
	struct shelf shelf;

	if (!shelf_open(context->arena, t->inbox, refused ? "rejected" : "done", month, &shelf,
		    context->diag))
		return;
	if (refused)
		reason = collect_reason(context, t->arrival->name, t->file, &t->taken->outcome);
	if (shelf_take(context->arena, &shelf, t->inbox, t->arrival, reason, &t->taken->place,
		    context->diag) &&
		!t->taken->place.len)
		diag_note(context->diag, PLACE_FILE(t->arrival->name),
			"was changed or replaced while it was read; what is there now comes next");
	shelf_close(&shelf);
}

void collect_take(struct context *context, const struct inbox *inbox, struct arrival *arrival,
	struct load_contents *contents, struct arena *arena, struct taken *taken)
{
	struct taking t = {context, inbox, arrival, taken, -1};

	*taken = (struct taken){.outcome.path = arrival->name};
	if (open_file(&t))
		load(&t, contents, arena);
	if (taken->fate != FATE_LEFT && taken->fate != FATE_FAILED)
		put_away(&t);
	if (t.file >= 0)
		close(t.file);
	if (!taken->place.len)
		arrival_rest(arrival, clock_steady());
}
