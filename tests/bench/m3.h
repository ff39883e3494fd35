/** m3: reads the monthly series of the M3 competition from a CSV file: series, type, start_year,
 * start_month, n_train, h, then the figures, those to be forecast last. */
#ifndef TIDEMARK_BENCH_M3_H
#define TIDEMARK_BENCH_M3_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { M3_MOST_FIGURES = 256, M3_MOST_SERIES = 2000, M3_LINE = 16384 };

struct m3_series {
	int start;           /* months since 1970-01 */
	size_t known, later; /* figures */
	double figure[M3_MOST_FIGURES];
};

static inline int m3_parse(char *line, struct m3_series *series)
{
	int head[4];
	char *rest = strchr(line, ','), *end;
	size_t count = 0;

	rest = rest ? strchr(rest + 1, ',') : NULL; /* series, type */
	for (int i = 0; i < 4; i++) {
		if (!rest)
			return 0;
		head[i] = (int)strtol(rest + 1, &end, 10);
		rest = strchr(rest + 1, ',');
	}
	while (rest && count < M3_MOST_FIGURES) {
		series->figure[count++] = strtod(rest + 1, &end);
		rest = strchr(rest + 1, ',');
	}
	series->start = (head[0] > 0 ? head[0] - 1970 : 0) * 12 + (head[1] > 0 ? head[1] - 1 : 0);
	series->known = (size_t)head[2];
	series->later = (size_t)head[3];
	return count == series->known + series->later;
}

/** How many series the file has; ends the program if it is not such a file. */
static inline size_t m3_read(const char *path, struct m3_series *all)
{
	FILE *file = fopen(path, "r");
	static char line[M3_LINE];
	size_t count = 0;

	if (!file || !fgets(line, sizeof(line), file)) {
		perror(path);
		exit(66);
	}
	while (count < M3_MOST_SERIES && fgets(line, sizeof(line), file))
		if (!m3_parse(line, &all[count++])) {
			fprintf(stderr, "%s:%zu: not a series\n", path, count + 1);
			exit(65);
		}
	fclose(file);
	return count;
}

#endif
