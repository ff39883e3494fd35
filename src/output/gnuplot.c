#include "output/gnuplot.h"

#include "base/file.h"
#include "base/folder.h"
#include "base/proc.h"
#include "base/utf8.h"
#include "output/gnuplot_font.h"
#include "output/gnuplot_seal.h"
#include "output/gnuplot_svg.h"
#include "output/pixels.h"
#include "text/digest.h"

#include <stdlib.h>
#include <unistd.h>

enum {
	LEAST_JOBS =
		16, /* for a process of their own: starting one costs as much as some pictures */
	LIMIT = 30, /* seconds for a process, and one more for each picture */
	LIMIT_ALONE = 20,      /* for a picture that is tried again */
	MOST_OVERDUE = 2,      /* tried again in vain: a gnuplot that hangs hangs always */
	MOST_BYTES = 64 << 20, /* of a file that gnuplot writes, be it messages without an end */
	MOST_OF_TIC = 49,      /* bytes */
	MOST_SAID = 200,       /* bytes of them that are passed on */
	ROOM = 4 << 20,        /* bytes: a disk with less is full */
};

static const char *const format_names[PICTURE_COUNT] = {"svg", "png", "pdf"};

const char *picture_name(enum picture format)
{
	return format_names[format];
}

bool picture_find(struct str name, enum picture *format)
{
	for (int i = 0; i < PICTURE_COUNT; i++) {
		if (str_is(name, format_names[i])) {
			*format = (enum picture)i;
			return true;
		}
	}
	return false;
}

/* What no picture can hold: control characters, line separators and non-characters. */
static bool is_blank(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029 ||
	       code == 0xFFFE || code == 0xFFFF;
}

/* `&#` and `]]>` would mean something to XML: a space without width keeps them apart. */
static bool is_markup(struct str before, uint32_t code)
{
	return (code == '#' && str_ends(before, STR("&"))) ||
	       (code == '>' && str_ends(before, STR("]]")));
}

/* What a picture shows for a character. */
static struct str shown_as(struct str character, uint32_t code)
{
	if (code == UTF8_BAD)
		return STR("\xEF\xBF\xBD");
	return is_blank(code) ? STR(" ") : character;
}

/*
 * The single quote is the only character that means something to gnuplot within single quotes; the
 * one way around it that no trick defeated is to leave the string and join an octal one. Of a tic
 * label gnuplot takes so many bytes, be it in the middle of a character.
 */
void gnuplot_literal(struct buf *out, struct str text, bool tic)
{
	size_t len, room = tic ? MOST_OF_TIC : SIZE_MAX;

	buf_char(out, '\'');
	for (size_t at = 0; at < text.len; at += len) {
		uint32_t code = utf8_decode(str_from(text, at), &len);
		struct str shown = shown_as(str_slice(text, at, at + len), code);
		struct str apart =
			is_markup(str_head(text, at), code) ? STR("\xE2\x80\x8B") : STR("");

		if (shown.len + apart.len > room)
			break;
		room -= shown.len + apart.len;
		buf_add(out, apart);
		if (code == '\'')
			buf_text(out, "'.\"\\047\".'");
		else if (code == '%' && tic)
			buf_text(out, "%%");
		else
			buf_add(out, shown);
	}
	buf_char(out, '\'');
}

struct places {
	ARRAY(size_t);
};

struct drawing {
	struct arena *lasting,
		*arena; /* as long as the drawing; as long as a step for one picture */
	struct gnuplot_job *jobs;
	size_t count;
	enum picture format;
	const char *const *env;
	struct folder folder; /* all names in it are our own */
	struct font font;
	struct str version;    /* gnuplot's */
	struct str *made_from; /* a digest of all that decides what a picture looks like */
	struct places wanted;  /* the jobs that have to be drawn … */
	struct places made;    /* … and those that are whole, for now in the folder */
	int overdue;           /* pictures that took too long on their own */
	struct diag *diag;
};

static struct str inside(const struct drawing *d, const char *kind, size_t i)
{
	return file_join(d->arena, d->folder.path, str_printf(d->arena, "%s%zu", kind, i));
}

/* A PNG is made from the SVG (pixels.h). A PDF has 72 pixels an inch; gnuplot drops what is short
 * of a whole one. */
static void set_terminal(struct buf *out, const struct drawing *d, const struct gnuplot_job *job)
{
	if (d->format == PICTURE_PDF) {
		buf_printf(out,
			"set terminal pdfcairo size %.4fin,%.4fin fontscale 0.75 linewidth 2 "
			"dashlength 1.8 "
			"pointscale 1.5 font ",
			(job->width + 0.1) / 72, (job->height + 0.1) / 72);
		gnuplot_literal(
			out, str_printf(d->arena, "%.*s,13", STR_ARG(d->font.family)), false);
	} else {
		buf_printf(
			out, "set terminal svg size %d,%d " SVG_TERMINAL, job->width, job->height);
	}
	buf_text(out, " noenhanced\n");
}

/* What stands in front of the job's own script. */
static struct str make_head(const struct drawing *d, const struct gnuplot_job *job)
{
	struct str bold = str_printf(d->arena, "%.*s Bold", STR_ARG(d->font.family));
	struct buf out;

	buf_init(&out, d->arena);
	buf_text(&out, "unset output\nreset session\nset encoding utf8\n");
	set_terminal(&out, d, job);
	buf_text(&out, "bold = ");
	gnuplot_literal(&out, d->format == PICTURE_PDF ? bold : STR("sans Bold"), false);
	buf_char(&out, '\n');
	return buf_str(&out);
}

static struct str digest_all(
	const struct drawing *d, const struct gnuplot_job *job, struct str head, struct str script)
{
	const struct str parts[] = {STR(TIDEMARK_VERSION), d->version, head, script, job->title,
		job->description, d->format == PICTURE_PNG ? d->font.family : STR("")};
	struct buf all;

	buf_init(&all, d->arena);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		buf_printf(&all, "%zu ", parts[i].len);
		buf_add(&all, parts[i]);
	}
	return digest_sha256(d->arena, buf_str(&all));
}

static bool read_quietly(struct arena *arena, struct str path, struct str *content)
{
	struct diag unread;

	diag_init(&unread, arena);
	return file_size(path) && file_read_own(arena, path, content, &unread);
}

static bool is_still_there(const struct drawing *d, size_t i)
{
	struct str former;

	return d->jobs[i].former.len && read_quietly(d->arena, d->jobs[i].former, &former) &&
	       seal_holds(d->arena, former, d->format, d->made_from[i]);
}

/* Writes the script for a picture, unless it is still there from before. */
static bool prepare(struct drawing *d, size_t i)
{
	struct gnuplot_job *job = &d->jobs[i];
	struct str head = make_head(d, job), script = job->script;
	struct buf out;

	if (d->format == PICTURE_PDF)
		script = font_replace(d->arena, &d->font, script);
	d->made_from[i] = str_copy(d->lasting, digest_all(d, job, head, script));
	job->drawn = job->kept = is_still_there(d, i);
	if (job->kept)
		return true;
	*array_add(d->lasting, &d->wanted) = i;
	buf_init(&out, d->arena);
	buf_add(&out, head);
	buf_printf(&out, "set output 'part%zu'\n", i);
	buf_add(&out, script);
	buf_text(&out, "\nunset output\n");
	return file_write(inside(d, "script", i), buf_str(&out), false, STATUS_IO, d->diag);
}

/* What a step for one picture needs is given back behind it. */
static bool do_step(struct drawing *d, size_t i, bool (*step)(struct drawing *d, size_t i))
{
	struct arena scratch;
	bool done;

	if (proc_asked_to_end())
		return diag_error(d->diag, STATUS_IO, NO_PLACE, "interrupted");
	arena_init(&scratch, d->lasting);
	d->arena = &scratch;
	done = step(d, i);
	d->arena = d->lasting;
	arena_free(&scratch);
	return done;
}

static bool prepare_all(struct drawing *d)
{
	d->made_from = NEW_ARRAY(d->lasting, d->count, struct str);
	for (size_t i = 0; i < d->count; i++)
		if (!do_step(d, i, prepare))
			return false;
	return true;
}

/* The first picture of a process differs in a line from the same one drawn later: throw one away.
 */
static const char warm_up[] = "set encoding utf8\nset terminal svg " SVG_TERMINAL " noenhanced\n"
			      "set output 'warm-up%zu'\nplot x\nunset output\n";

static struct proc make_proc(
	const struct drawing *d, size_t number, const size_t *jobs, size_t count, double seconds)
{
	static const char *const argv[] = {"gnuplot", "-d", NULL};
	struct buf input;

	buf_init(&input, d->arena);
	if (d->format != PICTURE_PDF)
		buf_printf(&input, warm_up, number);
	for (size_t i = 0; i < count; i++)
		buf_printf(&input, "load 'script%zu'\n", jobs[i]);
	return (struct proc){.argv = argv,
		.env = d->env,
		.folder = d->folder.path,
		.input = buf_str(&input),
		.errors = inside(d, "errors", number),
		.limit = seconds,
		.most_bytes = MOST_BYTES,
		.fenced = true};
}

static bool cannot_run(const struct drawing *d)
{
	return diag_error(d->diag, STATUS_UNAVAILABLE, NO_PLACE,
		"gnuplot cannot be run; install the package gnuplot-nox");
}

static bool find_gnuplot(struct drawing *d)
{
	static const char *const argv[] = {"gnuplot", "--version", NULL};
	struct proc proc = {.argv = argv,
		.env = d->env,
		.folder = d->folder.path,
		.output = inside(d, "version", 0),
		.limit = LIMIT_ALONE,
		.most_bytes = MOST_BYTES,
		.fenced = true};
	struct proc_outcome outcome;

	proc_run(&proc, 1, &outcome);
	if (!outcome.started)
		return cannot_run(d);
	return read_quietly(d->arena, proc.output, &d->version) || true;
}

/* The result of gnuplot itself says nothing: it exits with 0 on a full disk. */
static bool run_all(const struct drawing *d)
{
	size_t cores = (size_t)proc_cores(), count = d->wanted.count;
	struct proc_outcome *outcomes;
	struct proc *procs;

	if (cores > count / LEAST_JOBS)
		cores = count / LEAST_JOBS ? count / LEAST_JOBS : 1;
	procs = NEW_ARRAY(d->arena, cores, struct proc);
	outcomes = NEW_ARRAY(d->arena, cores, struct proc_outcome);
	for (size_t i = 0; i < cores; i++) {
		size_t first = count * i / cores, last = count * (i + 1) / cores;

		procs[i] = make_proc(
			d, i, d->wanted.item + first, last - first, LIMIT + (double)(last - first));
	}
	proc_run(procs, cores, outcomes);
	return outcomes[0].started || cannot_run(d);
}

static bool is_whole(struct str picture, enum picture format)
{
	if (format == PICTURE_PDF)
		return str_starts(picture, STR("%PDF-")) &&
		       str_ends(str_trim(picture), STR("%%EOF"));
	return str_starts(picture, STR("<?xml")) && str_ends(str_trim(picture), STR("</svg>"));
}

static struct str name_of(const struct gnuplot_job *job)
{
	return job->name.len ? job->name : job->path;
}

/* What gnuplot has drawn gets its final form; false if there is none. */
static bool finish(const struct drawing *d, size_t i, struct str *picture, struct diag *diag)
{
	const struct gnuplot_job *job = &d->jobs[i];

	if (!read_quietly(d->arena, inside(d, "part", i), picture) ||
		!is_whole(*picture, d->format))
		return false;
	if (d->format != PICTURE_PDF)
		*picture = svg_finish(d->arena, *picture, job->title, job->description);
	if (d->format == PICTURE_PNG && !pixels_make(d->arena, *picture, 2 * job->width,
						2 * job->height, name_of(job), picture, diag))
		return false;
	*picture = seal_add(d->arena, *picture, d->format, d->made_from[i]);
	return true;
}

static bool draw_alone(struct drawing *d, size_t i)
{
	struct proc proc = make_proc(d, d->count, &i, 1, LIMIT_ALONE);
	struct proc_outcome outcome;

	proc_run(&proc, 1, &outcome);
	d->overdue += outcome.timed_out;
	return !outcome.timed_out;
}

/* By the first line that gnuplot wrote. */
static void name_missing(const struct drawing *d, size_t i, bool overdue)
{
	struct str said = STR(""), line = STR("");

	read_quietly(d->arena, inside(d, "errors", d->count), &said);
	while (!overdue && !line.len && str_cut(&said, '\n', &line))
		line = str_trim(str_head(line, MOST_SAID));
	if (overdue)
		diag_error(d->diag, STATUS_IO, PLACE_FILE(name_of(&d->jobs[i])),
			"gnuplot did not finish the picture in time; is the machine overloaded?");
	else
		diag_error(d->diag, STATUS_IO, PLACE_FILE(name_of(&d->jobs[i])),
			"gnuplot made no whole picture%s%.*s",
			line.len ? ": " : "; is the disk full?", STR_ARG(line));
}

/* Tries once more what is missing. */
static bool get_picture(struct drawing *d, size_t i, struct str *picture)
{
	bool overdue = d->overdue >= MOST_OVERDUE || !draw_alone(d, i);
	size_t errors = d->diag->errors;

	if (!overdue && finish(d, i, picture, d->diag))
		return true;
	d->jobs[i].spoilt = file_room(d->folder.path) > (size_t)ROOM;
	if (d->diag->errors == errors)
		name_missing(d, i, overdue);
	return false;
}

/* What is amiss is found, and said, when it is tried again. */
static bool try_finish(struct drawing *d, size_t i)
{
	struct diag unsaid;
	struct str picture;

	diag_init(&unsaid, d->arena);
	if (finish(d, i, &picture, &unsaid))
		file_publish(inside(d, "whole", i), picture, false, STATUS_IO, &unsaid);
	return true;
}

static bool finish_some(void *context, size_t first, size_t last, struct diag *diag)
{
	struct drawing d = *(struct drawing *)context;

	d.diag = diag;
	for (size_t i = first; i < last; i++)
		if (!do_step(&d, d.wanted.item[i], try_finish))
			return false;
	return true;
}

/* False if the picture could not be written, which the next one could not be either. */
static bool take_over(struct drawing *d, size_t i)
{
	bool whole = file_exists(inside(d, "whole", i));
	struct str picture;
	struct diag unwritten;

	diag_init(&unwritten, d->arena);
	if (!whole && !get_picture(d, i, &picture))
		return true;
	if (!whole && !file_publish(inside(d, "whole", i), picture, false, STATUS_IO, &unwritten))
		return diag_error(d->diag, STATUS_IO, PLACE_FILE(name_of(&d->jobs[i])), "%.*s",
			STR_ARG(unwritten.item[0].text));
	*array_add(d->lasting, &d->made) = i;
	return true;
}

/* On the disk first, all together, and only then under their names. */
static void publish(const struct drawing *d)
{
	struct str_list paths = {0}, folders = {0};

	for (size_t i = 0; i < d->made.count; i++)
		*array_add(d->arena, &paths) = inside(d, "whole", d->made.item[i]);
	if (!file_sync_all(&paths, STATUS_IO, d->diag))
		return;
	for (size_t i = 0; i < d->made.count; i++) {
		struct gnuplot_job *job = &d->jobs[d->made.item[i]];
		struct str folder = file_folder(job->path);

		job->drawn = file_move(paths.item[i], job->path, d->diag);
		if (!folders.count || !str_equal(folder, folders.item[folders.count - 1]))
			*array_add(d->arena, &folders) = folder;
	}
	for (size_t i = 0; i < folders.count; i++)
		file_sync_folder(folders.item[i], STATUS_IO, d->diag);
}

/* Or of its neighbours; a pictograph is as wide, but no font for text has it. */
static bool is_chinese(uint32_t code)
{
	return code >= 0x1100 && utf8_width(code) == 2 && !(code >= 0x1F000 && code < 0x20000);
}

static bool needs_han(const struct drawing *d)
{
	size_t len;

	for (size_t i = 0; i < d->count; i++) {
		struct str script = d->jobs[i].script;

		for (size_t at = 0; at < script.len; at += len)
			if (is_chinese(utf8_decode(str_from(script, at), &len)))
				return true;
	}
	return false;
}

/* Where fontconfig itself is absent nothing is known, and gnuplot's own default is tried. */
static bool choose_font(struct drawing *d)
{
	bool known;

	d->font = font_find(d->arena, d->folder.path, d->env);
	known = d->font.family.len > 0;
	if (!known)
		d->font.family = STR("sans");
	if (font_has_han(&d->font) || !needs_han(d))
		return true;
	if (d->format != PICTURE_SVG)
		return diag_error(d->diag, STATUS_UNAVAILABLE, NO_PLACE,
			"no font here has Chinese characters; install the package "
			"fonts-wqy-microhei (fonts-noto-cjk looks best)");
	if (known)
		diag_warning(d->diag, NO_PLACE,
			"no font here has Chinese characters, so the pictures show them only on "
			"other machines; install the package fonts-wqy-microhei (fonts-noto-cjk "
			"looks best)");
	return true;
}

static bool draw_all(struct drawing *d)
{
	size_t errors = d->diag->errors;

	if (d->format == PICTURE_PNG && !pixels_load(d->diag))
		return false;
	if (!choose_font(d) || !find_gnuplot(d) || !prepare_all(d))
		return false;
	if (d->wanted.count &&
		(!run_all(d) || !proc_spread(d->wanted.count, LEAST_JOBS, "finishing pictures",
					finish_some, d, d->diag)))
		return false;
	for (size_t i = 0; i < d->wanted.count; i++)
		if (!do_step(d, d->wanted.item[i], take_over))
			break;
	publish(d);
	return d->diag->errors == errors;
}

static bool make_folders(const struct drawing *d)
{
	struct str made = STR("");

	for (size_t i = 0; i < d->count; i++) {
		struct str folder = file_folder(d->jobs[i].path);

		if (!str_equal(folder, made) &&
			!file_make_public_folder(folder, STATUS_CANNOT_CREATE, d->diag))
			return false;
		made = folder;
	}
	return true;
}

bool gnuplot_draw(struct arena *arena, struct gnuplot_job *jobs, size_t count, enum picture format,
	struct diag *diag)
{
	const char *env[] = {NULL, "LC_ALL=C.UTF-8", "HOME=/nonexistent", NULL};
	const char *path = getenv("PATH");
	struct arena scratch;
	struct drawing d = {.lasting = &scratch,
		.arena = &scratch,
		.jobs = jobs,
		.count = count,
		.format = format,
		.env = env,
		.diag = diag};
	bool done;

	if (!count)
		return true;
	arena_init(&scratch, arena);
	env[0] = str_c(&scratch, str_printf(&scratch, "PATH=%s", path ? path : "/usr/bin:/bin"));
	done = make_folders(&d) &&
	       folder_begin(&scratch, file_folder(jobs[0].path), STR("drawing"), &d.folder, diag);
	if (done) {
		done = draw_all(&d);
		folder_remove(&d.folder);
	}
	arena_free(&scratch);
	return done;
}
