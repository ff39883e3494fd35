/*
 * parse FILE CATALOGUE: how long tidemark takes from the bytes of a CSV file to its figures, and
 * bare libcsv to split the same bytes: a line each of the seconds that passed and the seconds of
 * all processors; then the size of the file, the cells and the figures.
 */
#include "ingest/ingest.h"

#include "base/clock.h"
#include "base/file.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

struct taken {
	double wall, cpu;
};

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

/* Seconds until now, those of the processors with what children took. */
static struct taken now(void)
{
	struct rusage own, children;
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	getrusage(RUSAGE_SELF, &own);
	getrusage(RUSAGE_CHILDREN, &children);
	return (struct taken){(double)at.tv_sec + 1e-9 * (double)at.tv_nsec,
		seconds(own.ru_utime) + seconds(own.ru_stime) + seconds(children.ru_utime) +
			seconds(children.ru_stime)};
}

static void print_since(struct taken start)
{
	struct taken end = now();

	printf("%.6f %.6f\n", end.wall - start.wall, end.cpu - start.cpu);
}

static void count_cell(void *cell, size_t len, void *count)
{
	(void)cell;
	(void)len;
	++*(size_t *)count;
}

static void count_record(int end, void *count)
{
	(void)end;
	(void)count;
}

static void time_libcsv(struct str content, size_t *cells)
{
	struct csv_parser parser;
	struct taken start = now();

	*cells = 0;
	csv_init(&parser, 0);
	csv_parse(&parser, content.at, content.len, count_cell, count_record, cells);
	csv_fini(&parser, count_cell, count_record, cells);
	csv_free(&parser);
	print_since(start);
}

static void time_ingest(const struct catalogue *catalogue, struct str path, struct str content,
	size_t *figures, struct diag *diag)
{
	struct ingest_options options = {.today = clock_today()};
	struct ingest_result result;
	struct arena arena;
	struct taken start = now();

	arena_init(&arena, NULL);
	ingest_content(&arena, catalogue, path, content, &options, &result, diag);
	*figures = result.load.figures.count;
	arena_free(&arena);
	print_since(start);
}

int main(int argc, char **argv)
{
	size_t cells = 0, figures = 0;
	struct catalogue catalogue;
	struct arena arena;
	struct diag diag;
	struct str content;

	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	if (argc != 3 || !file_read(&arena, str_of(argv[1]), &content, &diag) ||
		!catalogue_read(&arena, str_of(argv[2]), &catalogue, &diag)) {
		fputs("usage: parse FILE.csv CATALOGUE\n", stderr);
		return 64;
	}
	time_libcsv(content, &cells);
	fflush(stdout); /* children have a copy of what is not written yet */
	time_ingest(&catalogue, str_of(argv[1]), content, &figures, &diag);
	printf("%zu %zu %zu\n", content.len, cells, figures);
	return diag.errors ? 65 : 0;
}
