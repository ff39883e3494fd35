#include "ingest/series_table.h"

uint32_t series_table_area(struct run *run, struct series_table *table, struct str cell)
{
	uint32_t number = intern_add(run->scratch, &table->cells, cell), area;
	struct str key;

	if (number < table->areas.count)
		return table->areas.item[number];
	key = area_key(run->arena, cell);
	if (catalogue_is_whole(run->catalogue, key))
		key = STR("");
	intern_add(run->scratch, &table->keys, STR(""));
	area = intern_add(run->scratch, &table->keys, key);
	*array_add(run->scratch, &table->areas) = area;
	return area;
}

static bool has_area(const struct indicator *indicator, struct str area)
{
	return !area.len || !indicator->areas.count ||
	       str_list_find(&indicator->areas, area) < indicator->areas.count;
}

/* A quote without its twin is a slip, and would make up an area. */
static bool has_stray_quote(const struct run *run, struct str area)
{
	bool odd = false;

	for (size_t i = 0; i < area.len; i++)
		odd ^= area.at[i] == run->sheet.dialect.quote;
	return odd;
}

static uint32_t make_series(struct run *run, struct str area, const struct indicator *indicator,
	size_t record, size_t column)
{
	struct figures *figures = &run->result->load.figures;
	struct str quoted = diag_quote(run->scratch, area);

	if (has_stray_quote(run, area)) {
		run_error(run, record, column,
			str_printf(run->scratch,
				"area \"%.*s\" has a quote without its twin; close it or take it "
				"away",
				STR_ARG(quoted)));
		return SERIES_REFUSED;
	}
	if (has_area(indicator, area)) {
		*array_add(run->arena, &figures->series) = (struct series_key){indicator, area};
		return (uint32_t)figures->series.count - 1;
	}
	run_error(run, record, column,
		str_printf(run->scratch,
			"\"%.*s\" is none of the areas of indicator %.*s; add \"%.*s\" to areas in "
			"indicator %.*s, or to total_area if it names the whole",
			STR_ARG(quoted), STR_ARG(indicator->id),
			STR_ARG(labels_escape(run->scratch, area)), STR_ARG(indicator->id)));
	return SERIES_REFUSED;
}

static size_t find_pair(const struct series_table *table, uint64_t pair)
{
	size_t next = table->last + 1 < table->pairs.count ? table->last + 1 : 0;

	if (next < table->pairs.count && table->pairs.item[next].pair == pair)
		return next;
	return intern_find(&table->index, (struct str){(const char *)&pair, sizeof(pair)});
}

uint32_t series_table_find(struct run *run, struct series_table *table,
	const struct indicator *indicator, uint32_t area, size_t record, size_t column)
{
	uint64_t pair = (uint64_t)indicator->index << 32 | area;
	struct str key = {(const char *)&pair, sizeof(pair)};

	table->last = find_pair(table, pair);
	if (table->last == table->pairs.count) {
		intern_add(run->scratch, &table->index, str_copy(run->scratch, key));
		*array_add(run->scratch, &table->pairs) = (struct series_pair){pair,
			make_series(run, table->keys.texts.item[area], indicator, record, column),
			(uint32_t)record, 0};
	}
	return table->pairs.item[table->last].series;
}
