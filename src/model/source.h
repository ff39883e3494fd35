/** source: what the user says of files that detection alone cannot decide. */
#ifndef TIDEMARK_MODEL_SOURCE_H
#define TIDEMARK_MODEL_SOURCE_H

#include "base/diag.h"
#include "text/period.h"

enum layout { LAYOUT_DETECT, LAYOUT_LONG, LAYOUT_WIDE, LAYOUT_MATRIX, LAYOUT_YEAR_MONTH };
enum decimal_mark { MARK_DETECT, MARK_POINT, MARK_COMMA };
enum dash { DASH_WARN, DASH_MISSING, DASH_ZERO };
enum duplicates { DUPLICATES_ERROR, DUPLICATES_FIRST, DUPLICATES_LAST };

enum { HEADER_ROWS_MAX = 16 }; /* more rows of names are a table of texts */

struct source_map {
	struct str label,
		id; /* of `map = { "贷款余额=loans_total" }` and of `where` (column, value) */
};

struct source_maps {
	ARRAY(struct source_map);
};

struct source {
	struct str id;
	struct place place;
	struct str match;    /* fnmatch on the base name; empty fits only by --source */
	struct str encoding; /* iconv's name; empty: detect */
	enum layout layout;
	enum decimal_mark decimal;
	enum dash dash;
	enum duplicates duplicates;
	char delimiter;  /* 0: detect */
	int skip_top;    /* −1: detect */
	int header_rows; /* up to HEADER_ROWS_MAX; −1: detect */
	struct str period_column, value_column, indicator_column, area_column;
	struct str period_format; /* strptime-like: %Y %m %d %b %q; empty: detect */
	struct str indicator;     /* the one indicator of the file */
	struct str unit;          /* of figures whose file names none */
	bool has_every;
	enum every every;
	struct str_list ignore, missing;
	struct source_maps map, where;
};

#endif
