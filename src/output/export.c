#include "output/export.h"

#include "model/metric.h"
#include "output/result.h"
#include "text/decimal.h"
#include "text/jsonio.h"

#include <inttypes.h>
#include <math.h>

/* A figure on its way out. */
struct row {
	struct str period, flag, at;
	double value;
	int number; /* of the period */
	int64_t stamp;
	int load; /* 0: not known */
};

/* What all figures of a series have in common, as the format has it before and behind the period
 * and the value. */
struct frame {
	struct buf head, middle;
};

static void put_value(struct buf *out, double value)
{
	char text[32];

	buf_add(out, (struct str){text, decimal_print(value, text)});
}

/* Spreadsheets take such a cell for a formula, and run it. */
static bool looks_like_formula(struct str text)
{
	return text.len && strchr("=+-@\t\r", text.at[0]);
}

static void put_field(const struct export *export, struct buf *out, struct str text)
{
	if (export->safe && looks_like_formula(text))
		text = str_printf(out->arena, "'%.*s", STR_ARG(text));
	write_csv_field(out, text);
}

static void csv_frame(const struct export *export, struct series_key key, struct frame *frame)
{
	put_field(export, &frame->head, key.indicator->id);
	buf_char(&frame->head, ',');
	put_field(export, &frame->head, key.area);
	buf_char(&frame->head, ',');
	buf_char(&frame->middle, ',');
	put_field(export, &frame->middle, key.indicator->unit);
	buf_char(&frame->middle, ',');
}

static void csv_row(const struct export *export, const struct frame *frame, const struct row *row)
{
	struct buf *out = export->out;

	buf_add(out, buf_str(&frame->head));
	buf_add(out, row->period);
	buf_char(out, ',');
	put_value(out, row->value);
	buf_add(out, buf_str(&frame->middle));
	put_field(export, out, row->flag);
	if (row->load)
		buf_printf(out, ",%d,%.*s\n", row->load, STR_ARG(row->at));
	else
		buf_text(out, ",,\n");
}

static void jsonl_frame(const struct export *export, struct series_key key, struct frame *frame)
{
	(void)export;
	buf_text(&frame->head, "{\"indicator\":");
	jsonio_string(&frame->head, key.indicator->id);
	buf_text(&frame->head, ",\"area\":");
	jsonio_string(&frame->head, key.area);
	buf_text(&frame->head, ",\"period\":\"");
	buf_text(&frame->middle, ",\"unit\":");
	jsonio_string(&frame->middle, key.indicator->unit);
	buf_text(&frame->middle, ",\"flag\":");
}

static void jsonl_row(const struct export *export, const struct frame *frame, const struct row *row)
{
	struct buf *out = export->out;

	buf_add(out, buf_str(&frame->head));
	buf_add(out, row->period);
	buf_text(out, "\",\"value\":");
	put_value(out, row->value);
	buf_add(out, buf_str(&frame->middle));
	if (row->flag.len)
		jsonio_string(out, row->flag);
	else
		buf_text(out, "\"\"");
	if (row->load)
		buf_printf(
			out, ",\"load\":%d,\"vintage\":\"%.*s\"}\n", row->load, STR_ARG(row->at));
	else
		buf_text(out, ",\"load\":null,\"vintage\":null}\n");
}

/* Backslash, quote and line feed are all that OpenMetrics escapes, in labels and in help. */
static void put_escaped(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\\' || text.at[i] == '"')
			buf_char(out, '\\');
		if (text.at[i] == '\n')
			buf_text(out, "\\n");
		else
			buf_char(out, text.at[i]);
	}
}

static bool is_name(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_", text.at[i]))
			return false;
	return text.len > 0;
}

/* OpenMetrics wants the name of a family to end with its unit; others stand in the label alone. */
static void put_family(const struct export *export, const struct indicator *indicator)
{
	struct buf *out = export->out;
	struct str unit = indicator->unit;
	struct str ending = str_printf(out->arena, "_%.*s", STR_ARG(unit));

	buf_printf(out, "# TYPE %.*s gauge\n", STR_ARG(indicator->id));
	if (is_name(unit) && str_ends(indicator->id, ending))
		buf_printf(out, "# UNIT %.*s %.*s\n", STR_ARG(indicator->id), STR_ARG(unit));
	buf_printf(out, "# HELP %.*s ", STR_ARG(indicator->id));
	put_escaped(out, indicator->title);
	buf_char(out, '\n');
}

static void openmetrics_frame(
	const struct export *export, struct series_key key, struct frame *frame)
{
	struct metric_label labels[METRIC_LABELS];
	size_t count = metric_labels(key, labels);

	if (export->family != key.indicator)
		put_family(export, key.indicator);
	buf_add(&frame->head, key.indicator->id);
	for (size_t i = 0; i < count; i++) {
		buf_printf(&frame->head, "%s%s=\"", i ? "," : "{", labels[i].name);
		put_escaped(&frame->head, labels[i].value);
		buf_char(&frame->head, '"');
	}
	buf_text(&frame->head, "} ");
}
static void openmetrics_row(
	const struct export *export, const struct frame *frame, const struct row *row)
{
	buf_add(export->out, buf_str(&frame->head));
	put_value(export->out, row->value);
	buf_printf(export->out, " %" PRId64 "\n", row->stamp / 1000);
}

static const struct shape {
	const char *name, *begin, *end;
	bool origins;
	void (*frame)(const struct export *export, struct series_key key, struct frame *frame);
	void (*row)(const struct export *export, const struct frame *frame, const struct row *row);
} shapes[] = {
	[EXPORT_CSV] = {"csv", "indicator,area,period,value,unit,flag,load,vintage\n", "", true,
		csv_frame, csv_row},
	[EXPORT_JSONL] = {"jsonl", "", "", true, jsonl_frame, jsonl_row},
	[EXPORT_OPENMETRICS] = {"openmetrics", "", "# EOF\n", false, openmetrics_frame,
		openmetrics_row},
	[EXPORT_VICTORIAMETRICS] = {.name = "victoriametrics", .begin = "", .end = ""},
};

bool export_find(struct str name, enum export_format *format)
{
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++)
		if (str_is(name, shapes[i].name)) {
			*format = (enum export_format)i;
			return true;
		}
	return false;
}

bool export_tells_origins(enum export_format format)
{
	return shapes[format].origins;
}

void export_begin(struct export *export)
{
	buf_text(export->out, shapes[export->format].begin);
}

void export_end(struct export *export)
{
	buf_text(export->out, shapes[export->format].end);
}

static void find_origin(const struct export *export, const struct series *loads, struct row *row)
{
	double load = loads ? series_at(loads, row->number) : (double)NAN;

	row->load = isnan(load) ? 0 : (int)load;
	row->at = row->load ? export->origins->at.item[row->load] : STR("");
	row->flag = row->load ? origins_flag(export->origins, loads, row->number) : STR("");
}

static void put_rows(struct export *export, const struct series *series, int first, int last)
{
	const struct indicator *it = series->key.indicator;
	const struct shape *shape = &shapes[export->format];
	const struct series *loads = NULL;
	struct frame frame;
	struct arena scratch;

	arena_init(&scratch, export->out->arena);
	buf_init(&frame.head, &scratch);
	buf_init(&frame.middle, &scratch);
	shape->frame(export, series->key, &frame);
	if (export->origins)
		loads = book_find(&export->origins->loads, it, series->key.area);
	for (int period = first; period <= last; period++) {
		struct row row = {.number = period, .value = series_at(series, period)};

		if (isnan(row.value))
			continue;
		row.period = period_print(&scratch, it->every, it->calendar, period);
		row.stamp = metric_stamp(it, period);
		find_origin(export, loads, &row);
		shape->row(export, &frame, &row);
	}
	arena_free(&scratch);
}

void export_series(struct export *export, const struct series *series, int first, int last)
{
	if (shapes[export->format].row)
		put_rows(export, series, first, last);
	else
		metric_line(series, first, last, export->out);
	export->family = series->key.indicator;
}
