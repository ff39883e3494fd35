#include "store/archive.h"

#include "base/file.h"
#include "base/proc.h"
#include "store/rrd_file.h"
#include "store/rrd_name.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
	DAY_SECONDS = 86400,
	WEEK_SECONDS = 604800,
	MONTH_SECONDS = 2629746,
	DECADE = 10,
	SPREAD_AT_LEAST = 200, /* files that are worth a process */
};

void archive_init(struct archive *archive, struct arena *arena, struct str folder)
{
	*archive = (struct archive){.arena = arena, .folder = folder};
}

unsigned long archive_step(enum every every)
{
	static const unsigned long steps[EVERY_COUNT] = {DAY_SECONDS, WEEK_SECONDS, MONTH_SECONDS,
		3 * MONTH_SECONDS, 12 * MONTH_SECONDS, MONTH_SECONDS};

	return steps[every];
}

bool archive_holds(enum every every, int period)
{
	return period * (int64_t)archive_step(every) >= RRD_EARLIEST;
}

size_t archive_rows(enum every every, int keep, size_t span)
{
	static const size_t per_year[EVERY_COUNT] = {366, 53, 12, 4, 1, 12};
	size_t rows = (size_t)(keep > 0 ? keep : 1) * per_year[every];
	size_t decade = DECADE * per_year[every];

	return span <= rows ? rows : (span + decade - 1) / decade * decade;
}

static const struct rrd_template *find_template(
	const struct archive *archive, enum every every, size_t rows)
{
	for (size_t i = 0; i < archive->templates.count; i++) {
		const struct rrd_template *template = &archive->templates.item[i].template;

		if (template->step == archive_step(every) && template->rows == rows)
			return template;
	}
	return NULL;
}

static bool make_template(void *context, struct buf *out, struct diag *diag)
{
	const struct rrd_template *wanted = context;
	struct rrd_template made;

	if (!rrd_file_template(out->arena, wanted->step, wanted->rows, &made, diag))
		return false;
	buf_add(out, (struct str){(const char *)&made, sizeof(made)});
	return true;
}

/* A template that could not be made is none. */
static bool take_templates(struct archive *archive, struct diag *diag)
{
	size_t kept = 0, count = archive->templates.count;
	struct str made;

	for (size_t i = 0; i < count; i++) {
		struct archive_template *template = &archive->templates.item[i];

		if (template->making && !proc_end(template->making, archive->arena, &made, diag))
			continue;
		if (template->making)
			memcpy(&template->template, made.at, sizeof(template->template));
		template->making = NULL;
		archive->templates.item[kept++] = *template;
	}
	archive->templates.count = kept;
	return kept == count;
}

void archive_close(struct archive *archive)
{
	struct diag unheard;

	diag_init(&unheard, archive->arena);
	take_templates(archive, &unheard);
}

/* An answer while it is on its way out of a child; the text of `damage` is a literal, which lies at
 * the same address in both. */
struct slot {
	const char *damage;
	int first;
	size_t count;
	size_t start; /* of its figures */
};

struct reading {
	const struct archive *archive;
	const struct archive_query *queries;
	struct slot *slots;
	double *figures;
};

static bool read_one(
	const struct reading *reading, size_t i, struct arena *scratch, struct diag *diag)
{
	const struct archive_query *query = &reading->queries[i];
	struct slot *slot = &reading->slots[i];
	struct str path =
		file_join(scratch, reading->archive->folder, rrd_name(scratch, query->key));

	return rrd_file_read(scratch, path, archive_step(query->key.indicator->every), query->rows,
		&slot->first, &slot->count, reading->figures + slot->start, &slot->damage, diag);
}

/* A child's figures stand one behind the other: memory that nobody touches costs nothing. */
static bool read_some(void *context, size_t first, size_t last, struct diag *diag)
{
	const struct reading *reading = context;
	size_t errors = diag->errors;
	struct arena scratch;

	for (size_t i = first; i < last; i++) {
		arena_init(&scratch, diag->arena);
		if (i > first)
			reading->slots[i].start =
				reading->slots[i - 1].start + reading->slots[i - 1].count;
		read_one(reading, i, &scratch, diag);
		arena_free(&scratch);
	}
	return diag->errors == errors;
}

static void take_answers(
	const struct reading *reading, size_t count, struct archive_answer *answers)
{
	for (size_t i = 0; i < count; i++) {
		const struct slot *slot = &reading->slots[i];

		answers[i].damage = slot->damage;
		answers[i].series = (struct series){
			.key = reading->queries[i].key,
			.first = slot->first,
			.count = slot->count,
			.value = reading->figures + slot->start,
		};
	}
}

bool archive_read(struct archive *archive, struct arena *arena, const struct archive_query *queries,
	size_t count, struct archive_answer *answers, struct diag *diag)
{
	struct reading reading = {archive, queries, NULL, NULL};
	struct arena shared;
	size_t rows = 0;
	bool done;

	for (size_t i = 0; i < count; i++)
		rows += queries[i].rows;
	arena_init(&shared, archive->arena);
	reading.slots = arena_shared(&shared, count, sizeof(struct slot));
	reading.figures = arena_shared(arena, rows, sizeof(double));
	for (size_t i = 0, start = 0; i < count; start += queries[i++].rows)
		reading.slots[i].start = start;
	done = proc_spread(count, SPREAD_AT_LEAST, "reading databases", read_some, &reading, diag);
	if (done)
		take_answers(&reading, count, answers);
	arena_free(&shared);
	return done;
}

struct writing {
	const struct archive *archive;
	const struct archive_job *jobs;
};

/* Is its file to be made? */
static bool is_new(const struct archive_job *job)
{
	return !job->figures || !job->series.count;
}

static int job_first(const struct archive_job *job)
{
	const struct series *series = &job->series;

	if (!job->figures || (series->count && series->first < job->figure[0].period))
		return series->first;
	return job->figure[0].period;
}

static int job_last(const struct archive_job *job)
{
	const struct series *series = &job->series;
	int last;

	if (!job->figures)
		return series_last(series);
	last = job->figure[job->figures - 1].period;
	return series->count && series_last(series) > last ? series_last(series) : last;
}

size_t archive_span(const struct archive_job *job)
{
	return (size_t)(job_last(job) - job_first(job)) + 1;
}

/* The series of a job as it shall be, from `first` to `last`. */
static struct series laid_over(
	struct arena *arena, const struct archive_job *job, int first, int last)
{
	struct series series = {.first = first, .count = (size_t)(last - first) + 1};

	series.value = NEW_ARRAY(arena, series.count, double);
	for (size_t i = 0; i < series.count; i++)
		series.value[i] = series_at(&job->series, first + (int)i);
	for (size_t i = 0; i < job->figures; i++)
		series.value[job->figure[i].period - first] = job->figure[i].value;
	return series;
}

/* From the first figure that changes to the last, with the gap before them if there is one; all of
 * it where it begins earlier than it did. */
static struct series changed(struct arena *arena, const struct archive_job *job)
{
	const struct series *there = &job->series;
	int first = job->figure[0].period, last = job->figure[job->figures - 1].period;

	if (first < there->first)
		return laid_over(arena, job, first, job_last(job));
	return laid_over(
		arena, job, first <= series_last(there) ? first : series_last(there) + 1, last);
}

static bool write_one(const struct writing *writing, const struct archive_job *job,
	struct arena *scratch, struct diag *diag)
{
	struct series_key key = job->series.key;
	enum every every = key.indicator->every;
	struct str path = file_join(scratch, writing->archive->folder, rrd_name(scratch, key));
	struct series series;

	if (is_new(job)) {
		series = job->figures ? laid_over(scratch, job, job_first(job), job_last(job))
				      : job->series;
		return rrd_file_write(scratch, path,
			find_template(writing->archive, every, job->rows), &series, diag);
	}
	series = changed(scratch, job);
	return rrd_file_update(
		scratch, path, archive_step(every), job->rows, &job->series, &series, diag);
}

static bool write_some(void *context, size_t first, size_t last, struct diag *diag)
{
	const struct writing *writing = context;
	struct arena scratch;
	bool done = true;

	/* One error is enough: a full disk would say the same of thousands of files. */
	for (size_t i = first; i < last && done; i++) {
		arena_init(&scratch, diag->arena);
		done = write_one(writing, &writing->jobs[i], &scratch, diag);
		arena_free(&scratch);
	}
	return done;
}

/* A folder an indicator that has areas; jobs come by indicator. */
static bool make_folders(
	struct archive *archive, const struct archive_job *jobs, size_t count, struct diag *diag)
{
	const struct indicator *made = NULL;
	struct arena scratch;
	bool done;

	arena_init(&scratch, archive->arena);
	done = file_make_folder(
		file_join(&scratch, archive->folder, STR("rrd")), STATUS_CANNOT_CREATE, diag);
	for (size_t i = 0; i < count && done; i++) {
		struct series_key key = jobs[i].series.key;

		if (!is_new(&jobs[i]) || !key.area.len || key.indicator == made)
			continue;
		made = key.indicator;
		done = file_make_folder(
			file_join(&scratch, archive->folder, file_folder(rrd_name(&scratch, key))),
			STATUS_CANNOT_CREATE, diag);
	}
	arena_free(&scratch);
	return done;
}

void archive_foresee(
	struct archive *archive, const struct archive_job *jobs, size_t count, struct diag *diag)
{
	for (size_t i = 0; i < count; i++) {
		enum every every = jobs[i].series.key.indicator->every;
		struct archive_template *template;

		if (!is_new(&jobs[i]) || find_template(archive, every, jobs[i].rows))
			continue;
		template = array_add(archive->arena, &archive->templates);
		template->template = (struct rrd_template){archive_step(every), jobs[i].rows, 0};
		template->making = proc_begin(archive->arena, count >= SPREAD_AT_LEAST,
			"asking librrd for a database", make_template, &template->template, diag);
	}
}

bool archive_write(
	struct archive *archive, const struct archive_job *jobs, size_t count, struct diag *diag)
{
	struct writing writing = {archive, jobs};

	if (!count)
		return true;
	for (size_t i = 0; i < count; i++)
		if (archive_span(&jobs[i]) > jobs[i].rows)
			return diag_error(diag, STATUS_BUG, NO_PLACE, "%zu figures for %zu rows",
				archive_span(&jobs[i]), jobs[i].rows);
	archive_foresee(archive, jobs, count, diag);
	return take_templates(archive, diag) && make_folders(archive, jobs, count, diag) &&
	       proc_spread(count, SPREAD_AT_LEAST, "writing databases", write_some, &writing, diag);
}
