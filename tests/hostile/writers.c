/*
 * writers svg FOLDER | html | markdown | json: writes the texts of standard input (each ended by a
 * NUL) as the program would, once everywhere that a text can stand. tests/hostile/texts makes the
 * texts and reads what came of them.
 */
#include "base/file.h"
#include "output/chart_pen.h"
#include "output/gnuplot.h"
#include "output/result.h"
#include "text/jsonio.h"
#include "text/markup.h"

#include <stdio.h>
#include <string.h>

enum { EACH = 50 }; /* texts of one picture */

static void add_literal(
	struct buf *out, const char *before, struct str text, bool tic, const char *behind)
{
	buf_text(out, before);
	gnuplot_literal(out, text, tic);
	buf_text(out, behind);
}

/* Wherever charts put text: labels, tics and the titles of what is plotted; and where others might.
 */
static struct str make_script(struct arena *arena, const struct str *texts, size_t count)
{
	struct buf out, plot;
	const struct pen pen = {&out, 2000, 2000};
	const struct pen_text how = {12, ALIGN_LEFT, false, COLOR_INK};

	buf_init(&out, arena);
	buf_init(&plot, arena);
	buf_text(&out, "set key\nunset xtics\nset xrange [-1:100]\nset yrange [-1:100]\n");
	for (size_t i = 0; i < count; i++) {
		pen_text(&pen, 10, 10 + 30.0 * (double)i, how, texts[i]);
		buf_text(&out, i ? "set ytics add (" : "set ytics (");
		gnuplot_literal(&out, texts[i], true);
		buf_printf(&out, " %zu) font ',12' noenhanced\n", i);
		buf_text(&plot, i ? ", " : "plot ");
		buf_printf(&plot, "%zu with lines", i);
		add_literal(&plot, " title ", texts[i], false, " noenhanced");
	}
	add_literal(&out, "set title ", texts[0], false, " noenhanced\n");
	add_literal(&out, "set xlabel ", texts[0], false, " noenhanced\n");
	add_literal(&out, "set ylabel ", texts[0], false, " noenhanced\n");
	buf_add(&out, buf_str(&plot));
	return buf_str(&out);
}

static bool write_svg(
	struct arena *arena, const struct str_list *texts, const char *folder, struct diag *diag)
{
	struct {
		ARRAY(struct gnuplot_job);
	} jobs = {0};

	for (size_t at = 0; at < texts->count; at += EACH) {
		size_t count = texts->count - at < EACH ? texts->count - at : EACH;
		struct gnuplot_job *job = array_add(arena, &jobs);

		job->script = make_script(arena, texts->item + at, count);
		job->path = str_printf(arena, "%s/%zu.svg", folder, at / EACH);
		job->width = job->height = 2000;
		job->title = texts->item[at];
		job->description = texts->item[at + count - 1];
	}
	return gnuplot_draw(arena, jobs.item, jobs.count, PICTURE_SVG, diag);
}

static void write_html(struct arena *arena, const struct str_list *texts, struct buf *out)
{
	buf_text(out, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>x</title></head>"
		      "<body>\n");
	for (size_t i = 0; i < texts->count; i++) {
		struct str text = texts->item[i];
		struct buf path;

		buf_init(&path, arena);
		markup_path(&path, text);
		markup_print(out,
			"<section><p title=\"%\" data-text=\"%\">%</p><a href=\"charts/%\">"
			"<img alt=\"%\" src=\"data:,\"></a></section>\n",
			text, text, text, buf_str(&path), text);
	}
	buf_text(out, "</body></html>\n");
}

/* At the start of a line, in a list, a heading and a table. */
static void write_markdown_texts(const struct str_list *texts, struct buf *out)
{
	for (size_t i = 0; i < texts->count; i++) {
		markup_markdown(out, texts->item[i]);
		buf_text(out, "\n\n- **");
		markup_markdown(out, texts->item[i]);
		buf_text(out, "** –\n\n## x ");
		markup_markdown(out, texts->item[i]);
		buf_text(out, "\n\n| x |\n| --- |\n| ");
		markup_markdown(out, texts->item[i]);
		buf_text(out, " |\n\n");
	}
}

static void write_json_texts(const struct str_list *texts, struct buf *out)
{
	for (size_t i = 0; i < texts->count; i++) {
		buf_text(out, i ? ",\n" : "[");
		jsonio_string(out, texts->item[i]);
	}
	buf_text(out, "]\n");
}

static bool write_texts(struct arena *arena, const struct str_list *texts, char **argv,
	struct buf *out, struct diag *diag)
{
	if (strcmp(argv[1], "svg") == 0)
		return write_svg(arena, texts, argv[2], diag);
	if (strcmp(argv[1], "html") == 0)
		write_html(arena, texts, out);
	else if (strcmp(argv[1], "markdown") == 0)
		write_markdown_texts(texts, out);
	else
		write_json_texts(texts, out);
	return true;
}

int main(int argc, char **argv)
{
	struct arena arena;
	struct diag diag;
	struct str content, text;
	struct str_list texts = {0};
	struct buf out;
	bool done;

	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	buf_init(&out, &arena);
	if (argc < 2 || !file_read(&arena, STR("-"), &content, &diag))
		return 2;
	while (content.len && str_cut(&content, '\0', &text))
		*array_add(&arena, &texts) = text;
	done = write_texts(&arena, &texts, argv, &out, &diag) &&
	       file_put(stdout, STR("standard output"), buf_str(&out), &diag);
	for (size_t i = 0; i < diag.count; i++)
		fprintf(stderr, "%.*s\n", STR_ARG(diag_format(&arena, &diag.item[i])));
	arena_free(&arena);
	return done ? 0 : 1;
}
