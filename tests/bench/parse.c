/*
 * parse FILE CATALOGUE: how long tidemark takes from the bytes of a CSV file to its figures,
 * against bare libcsv splitting the same bytes; medians of several runs in turn, and the greatest
 * memory.
 */
#include "ingest/ingest.h"

#include "base/clock.h"
#include "base/file.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { RUNS = 7 };

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

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *times)
{
	qsort(times, RUNS, sizeof(*times), compare);
	return times[RUNS / 2];
}

int main(int argc, char **argv)
{
	double bare[RUNS], whole[RUNS];
	size_t cells = 0, figures = 0;
	struct catalogue catalogue;
	struct rusage usage;
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
	for (size_t i = 0; i < RUNS; i++) {
		bare[i] = time_libcsv(content, &cells);
		whole[i] = time_ingest(&catalogue, str_of(argv[1]), content, &figures, &diag);
	}
	getrusage(RUSAGE_SELF, &usage);
	printf("%zu bytes, %zu cells, %zu figures\n", content.len, cells, figures);
	printf("libcsv %.3f s, tidemark %.3f s: ratio %.2f\n", median(bare), median(whole),
		median(whole) / median(bare));
	printf("memory %.2f times the file\n",
		(double)usage.ru_maxrss * 1024 / (double)content.len);
	return diag.errors ? 65 : 0;
}
