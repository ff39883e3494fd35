#include "model/metric.h"

#include "text/decimal.h"
#include "text/jsonio.h"

#include <inttypes.h>
#include <math.h>

static const int64_t day = 86400000, end_of_time = 253402300800000; /* the year 10000 */

size_t metric_labels(struct series_key key, struct metric_label labels[METRIC_LABELS])
{
	size_t count = 0;

	labels[count++] = (struct metric_label){"job", STR(METRIC_JOB)};
	if (key.area.len)
		labels[count++] = (struct metric_label){"area", key.area};
	labels[count++] = (struct metric_label){"every", str_of(every_name(key.indicator->every))};
	if (key.indicator->unit.len)
		labels[count++] = (struct metric_label){"unit", key.indicator->unit};
	return count;
}

int64_t metric_stamp(const struct indicator *indicator, int period)
{
	return day * period_first_day(indicator->every, indicator->calendar, period);
}

bool metric_period(const struct indicator *indicator, int64_t stamp, int *period)
{
	if (stamp % day || stamp < -end_of_time || stamp >= end_of_time)
		return false;
	*period = period_of_day(indicator->every, indicator->calendar, (int)(stamp / day));
	return metric_stamp(indicator, *period) == stamp;
}

static void put_labels(struct series_key key, struct buf *out)
{
	struct metric_label labels[METRIC_LABELS];
	size_t count = metric_labels(key, labels);

	buf_text(out, "{\"metric\":{\"__name__\":");
	jsonio_string(out, key.indicator->id);
	for (size_t i = 0; i < count; i++) {
		buf_printf(out, ",\"%s\":", labels[i].name);
		jsonio_string(out, labels[i].value);
	}
	buf_text(out, "},");
}

size_t metric_line(const struct series *series, int first, int last, struct buf *out)
{
	size_t begun = out->len, count = 0;

	put_labels(series->key, out);
	buf_text(out, "\"values\":[");
	for (int period = first; period <= last; period++) {
		double value = series_at(series, period);

		if (isnan(value))
			continue;
		if (count++)
			buf_char(out, ',');
		jsonio_number(out, value);
	}
	buf_text(out, "],\"timestamps\":[");
	for (int period = first, more = 0; period <= last; period++)
		if (!isnan(series_at(series, period)))
			buf_printf(out, "%s%" PRId64, more++ ? "," : "",
				metric_stamp(series->key.indicator, period));
	buf_text(out, "]}\n");
	if (!count)
		out->len = begun;
	return count;
}
