#include "ingest/row_units.h"

#include "ingest/cells.h"

/* Powers of ten as words that units know. */
static const char *const scales[] = {"", "十", "百", "thousand", "万", "十万", "million", "千万",
	"亿", "billion", "百亿", "千亿", "trillion"};

static struct str scale_word(struct str scale)
{
	static const char *const ones[] = {"units", "unit", "ones", NULL};
	size_t power = 0;

	if (text_is_one_of(scale, ones))
		return STR("");
	for (size_t i = 0; i < scale.len; i++) {
		if (scale.at[i] < '0' || scale.at[i] > '9' || i == 2)
			return scale;
		power = power * 10 + (size_t)(scale.at[i] - '0');
	}
	return power < sizeof(scales) / sizeof(*scales) ? str_of(scales[power]) : scale;
}

static struct str scaled_unit(struct run *run, struct row_units *units, size_t record)
{
	const struct table_layout *layout = &run->layout;
	struct str scale = str_trim(sheet_cell(&run->sheet, record, layout->scale_column)),
		   unit = STR("");
	uint32_t number;

	if (layout->unit_column != NO_COLUMN)
		unit = str_trim(sheet_cell(&run->sheet, record, layout->unit_column));
	number = intern_add_pair(run->scratch, &units->pairs, scale, unit);
	if (number < units->texts.count)
		return units->texts.item[number];
	scale = scale_word(scale);
	if (scale.len)
		unit = str_trim(
			str_printf(run->scratch, "%.*s %.*s", STR_ARG(scale), STR_ARG(unit)));
	*array_add(run->scratch, &units->texts) = unit;
	return unit;
}

struct str row_unit(struct run *run, struct row_units *units, size_t record)
{
	const struct frame_section *section;

	if (run->layout.scale_column != NO_COLUMN)
		return scaled_unit(run, units, record);
	if (run->layout.unit_column != NO_COLUMN)
		return str_trim(sheet_cell(&run->sheet, record, run->layout.unit_column));
	section = frame_section(&run->frame, record);
	return section ? section->unit : run->frame.units[run->layout.values.item[0]];
}
