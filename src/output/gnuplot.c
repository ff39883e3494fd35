#include "output/gnuplot.h"

#include "base/file.h"
#include "base/folder.h"
#include "base/proc.h"
#include "base/utf8.h"
#include "output/gnuplot_font.h"
#include "output/gnuplot_svg.h"

#include <stdlib.h>
#include <unistd.h>

enum {
	LEAST_JOBS =
		16, /* for a process of their own: starting one costs as much as some pictures */
	LIMIT = 60, /* seconds for a process, and one more for each picture */
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

/*
 * The single quote is the only character that means something to gnuplot within single quotes; the
 * one way around it that no trick defeated is to leave the string and join an octal one.
 */
void gnuplot_literal(struct buf *out, struct str text, bool tic)
{
	size_t len;

	buf_char(out, '\'');
	for (size_t at = 0; at < text.len; at += len) {
		uint32_t code = utf8_decode(str_from(text, at), &len);

		if (is_markup(str_head(text, at), code))
			buf_text(out, "\xE2\x80\x8B");
		if (code == UTF8_BAD)
			buf_text(out, "\xEF\xBF\xBD");
		else if (is_blank(code))
			buf_char(out, ' ');
		else if (code == '\'')
			buf_text(out, "'.\"\\047\".'");
		else if (code == '%' && tic)
			buf_text(out, "%%");
		else
			buf_add(out, str_slice(text, at, at + len));
	}
	buf_char(out, '\'');
}

struct drawing {
	struct arena *arena;
	struct gnuplot_job *jobs;
	size_t count;
	enum picture format;
	struct font font;
	const char *const *env;
	struct str folder; /* private, beside the first picture; all names in it are our own */
	struct diag *diag;
};

static struct str inside(const struct drawing *d, const char *kind, size_t i)
{
	return file_join(d->arena, d->folder, str_printf(d->arena, "%s%zu", kind, i));
}

static void set_terminal(struct buf *out, const struct drawing *d, const struct gnuplot_job *job)
{
	struct str font = str_printf(d->arena, "%.*s,13", STR_ARG(d->font.family));

	switch (d->format) {
	case PICTURE_SVG:
		buf_printf(
			out, "set terminal svg size %d,%d " SVG_TERMINAL, job->width, job->height);
		break;
	case PICTURE_PNG: /* points are drawn smaller than in SVG */
		buf_printf(out,
			"set terminal pngcairo size %d,%d fontscale 1.5 linewidth 2 dashlength 2 "
			"pointscale 2.9 "
			"font ",
			job->width * 2, job->height * 2);
		gnuplot_literal(out, font, false);
		break;
	case PICTURE_PDF: /* 72 pixels an inch; gnuplot drops what is short of a whole one */
		buf_printf(out,
			"set terminal pdfcairo size %.4fin,%.4fin fontscale 0.75 dashlength 1.8 "
			"pointscale 1.5 font ",
			(job->width + 0.1) / 72, (job->height + 0.1) / 72);
		gnuplot_literal(out, font, false);
		break;
	}
	buf_text(out, " noenhanced\n");
}

static bool write_script(const struct drawing *d, size_t i)
{
	const struct gnuplot_job *job = &d->jobs[i];
	bool svg = d->format == PICTURE_SVG;
	struct str bold = str_printf(d->arena, "%.*s Bold", STR_ARG(d->font.family));
	struct buf out;

	buf_init(&out, d->arena);
	buf_text(&out, "unset output\nreset session\nset encoding utf8\n");
	set_terminal(&out, d, job);
	buf_text(&out, "bold = ");
	gnuplot_literal(&out, svg ? STR("sans Bold") : bold, false);
	buf_printf(&out, "\nset output 'part%zu'\n", i);
	buf_add(&out, svg ? job->script : font_replace(d->arena, &d->font, job->script));
	buf_text(&out, "\nunset output\n");
	return file_write(inside(d, "script", i), buf_str(&out), false, STATUS_IO, d->diag);
}

/* The first picture of a process differs in a line from the same one drawn later: throw one away.
 */
static const char warm_up[] = "set encoding utf8\nset terminal svg " SVG_TERMINAL " noenhanced\n"
			      "set output 'warm-up%zu'\nplot x\nunset output\n";

static struct proc make_proc(const struct drawing *d, size_t number, size_t first, size_t last)
{
	static const char *const argv[] = {"gnuplot", "-d", NULL};
	struct buf input;

	buf_init(&input, d->arena);
	if (d->format == PICTURE_SVG)
		buf_printf(&input, warm_up, number);
	for (size_t i = first; i < last; i++)
		buf_printf(&input, "load 'script%zu'\n", i);
	return (struct proc){.argv = argv,
		.env = d->env,
		.folder = d->folder,
		.input = buf_str(&input),
		.errors = inside(d, "errors", number),
		.limit = LIMIT + (double)(last - first)};
}

/* The result of gnuplot itself says nothing: it exits with 0 on a full disk. */
static bool run_all(const struct drawing *d)
{
	size_t cores = (size_t)proc_cores();
	struct proc_outcome *outcomes;
	struct proc *procs;

	if (cores > d->count / LEAST_JOBS)
		cores = d->count / LEAST_JOBS ? d->count / LEAST_JOBS : 1;
	procs = NEW_ARRAY(d->arena, cores, struct proc);
	outcomes = NEW_ARRAY(d->arena, cores, struct proc_outcome);
	for (size_t i = 0; i < cores; i++)
		procs[i] = make_proc(d, i, d->count * i / cores, d->count * (i + 1) / cores);
	proc_run(procs, cores, outcomes);
	return outcomes[0].started ||
	       diag_error(d->diag, STATUS_UNAVAILABLE, NO_PLACE,
		       "gnuplot cannot be run; install the package gnuplot-nox");
}

static bool is_whole(struct str picture, enum picture format)
{
	switch (format) {
	case PICTURE_SVG:
		return str_starts(picture, STR("<?xml")) &&
		       str_ends(str_trim(picture), STR("</svg>"));
	case PICTURE_PNG:
		return str_starts(picture, STR("\x89PNG\r\n\x1A\n")) &&
		       str_ends(picture, STR("IEND\xAE\x42\x60\x82"));
	default:
		return str_starts(picture, STR("%PDF-")) &&
		       str_ends(str_trim(picture), STR("%%EOF"));
	}
}

/* Takes a picture over if it is whole; says nothing if it is not. */
static bool take_over(const struct drawing *d, size_t i)
{
	struct gnuplot_job *job = &d->jobs[i];
	struct diag unread;
	struct arena scratch;
	struct str picture;

	arena_init(&scratch, d->arena);
	diag_init(&unread, &scratch);
	if (file_read(&scratch, inside(d, "part", i), &picture, &unread) &&
		is_whole(picture, d->format)) {
		if (d->format == PICTURE_SVG)
			picture = svg_finish(&scratch, picture, job->title, job->description);
		job->drawn = file_write(job->path, picture, true, STATUS_IO, d->diag);
		arena_free(&scratch);
		return true;
	}
	arena_free(&scratch);
	return false;
}

static void name_missing(const struct drawing *d, size_t i)
{
	struct str said = STR("nothing"), line = STR("");
	struct diag unread;

	diag_init(&unread, d->arena);
	if (file_read(d->arena, inside(d, "errors", i), &said, &unread))
		while (!line.len && str_cut(&said, '\n', &line))
			line = str_trim(line);
	diag_error(d->diag, STATUS_IO, PLACE_FILE(d->jobs[i].path),
		"gnuplot made no whole picture%s%.*s", line.len ? ": " : "; is the disk full?",
		STR_ARG(line));
}

static void draw_alone(const struct drawing *d, size_t i)
{
	struct proc proc = make_proc(d, i, i, i + 1);
	struct proc_outcome outcome;

	proc_run(&proc, 1, &outcome);
	if (!take_over(d, i))
		name_missing(d, i);
}

static bool needs_han(const struct drawing *d)
{
	size_t len;

	for (size_t i = 0; i < d->count; i++) {
		struct str script = d->jobs[i].script;

		for (size_t at = 0; at < script.len; at += len)
			if (utf8_width(utf8_decode(str_from(script, at), &len)) == 2)
				return true;
	}
	return false;
}

/* Where fontconfig itself is absent nothing is known, and gnuplot's own default is tried. */
static bool choose_font(struct drawing *d)
{
	bool known;

	d->font = font_find(d->arena, d->folder, d->env);
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

	if (!choose_font(d))
		return false;
	for (size_t i = 0; i < d->count; i++)
		if (!write_script(d, i))
			return false;
	if (!run_all(d))
		return false;
	for (size_t i = 0; i < d->count; i++)
		if (!take_over(d, i))
			draw_alone(d, i);
	return d->diag->errors == errors;
}

static bool make_folders(const struct drawing *d)
{
	struct str made = STR("");

	for (size_t i = 0; i < d->count; i++) {
		struct str folder = file_folder(d->jobs[i].path);

		if (!str_equal(folder, made) &&
			!file_make_folder(folder, STATUS_CANNOT_CREATE, d->diag))
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
	struct drawing d = {.arena = &scratch,
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
		folder_remove(d.folder);
	}
	arena_free(&scratch);
	return done;
}
