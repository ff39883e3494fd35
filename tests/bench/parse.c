/*
 * parse FILE CATALOGUE RUNS: how long tidemark takes from the bytes of a CSV file to its figures,
 * and bare libcsv to split the same bytes, in turn: a line of both times a run; then the peak
 * memory, the size of the file, the cells and the figures.
 */
#include "ingest/ingest.h"

#include "base/clock.h"
#include "base/file.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

/* CPU seconds: neither works on more than one core, and other work must not count. */
static double now(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
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

static double time_libcsv(struct str content, size_t *cells)
{
	struct csv_parser parser;
	double start = now();

	*cells = 0;
	csv_init(&parser, 0);
	csv_parse(&parser, content.at, content.len, count_cell, count_record, cells);
	csv_fini(&parser, count_cell, count_record, cells);
	csv_free(&parser);
	return now() - start;
}

static double time_ingest(const struct catalogue *catalogue, struct str path, struct str content,
	size_t *figures, struct diag *diag)
{
	struct ingest_options options = {.today = clock_today()};
	struct ingest_result result;
	struct arena arena;
	double start = now();

	arena_init(&arena, NULL);
	ingest_content(&arena, catalogue, path, content, &options, &result, diag);
	*figures = result.load.figures.count;
	arena_free(&arena);
	return now() - start;
}

int main(int argc, char **argv)
{
	size_t cells = 0, figures = 0;
	struct catalogue catalogue;
	struct rusage usage;
	struct arena arena;
	struct diag diag;
	struct str content;

	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	if (argc != 4 || !file_read(&arena, str_of(argv[1]), &content, &diag) ||
		!catalogue_read(&arena, str_of(argv[2]), &catalogue, &diag)) {
		fputs("usage: parse FILE.csv CATALOGUE RUNS\n", stderr);
		return 64;
	}
	for (long runs = atol(argv[3]); runs > 0; runs--) {
		double bare = time_libcsv(content, &cells);

		printf("%.6f %.6f\n", bare,
			time_ingest(&catalogue, str_of(argv[1]), content, &figures, &diag));
	}
	getrusage(RUSAGE_SELF, &usage);
	printf("%ld %zu %zu %zu\n", 1024 * usage.ru_maxrss, content.len, cells, figures);
	return diag.errors ? 65 : 0;
}
