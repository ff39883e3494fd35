/** series_table: numbers for pairs of indicator and area. Within src/ingest only. */
#ifndef TIDEMARK_INGEST_SERIES_TABLE_H
#define TIDEMARK_INGEST_SERIES_TABLE_H

#include "ingest/run.h"

#define SERIES_REFUSED UINT32_MAX

struct uint32_list {
	ARRAY(uint32_t);
};

/* An indicator (in the upper half of `pair`) in an area, and its series or SERIES_REFUSED. */
struct series_pair {
	uint64_t pair;
	uint32_t series;
	uint32_t record; /* that had it first */
	uint32_t figures;
};

struct series_table {
	struct intern cells;      /* of the area column */
	struct uint32_list areas; /* area of each cell */
	struct intern keys;       /* of the areas; number 0 is the whole */
	struct intern index;      /* of the pairs, as 8 bytes */
	struct {
		ARRAY(struct series_pair);
	} pairs;
	size_t last; /* the pair found last: rows mostly go on with the next, or begin anew */
};

/** The number of an area cell; 0 is the whole, also for tables without areas. */
uint32_t series_table_area(struct run *run, struct series_table *table, struct str cell);

/**
 * The series of an indicator in an area, in load.figures.series. SERIES_REFUSED, with an error at
 * (record, column) the first time, if the catalogue lists the indicator's areas without this one.
 */
uint32_t series_table_find(struct run *run, struct series_table *table,
	const struct indicator *indicator, uint32_t area, size_t record, size_t column);

#endif
