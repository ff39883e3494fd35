#include "ingest/binding.h"

#include "ingest/advice.h"
#include "ingest/cells.h"
#include "text/unit.h"

enum { ADVICE_MAX = 256 }; /* bytes of a text that somebody may want to write into a catalogue */

static struct binding refuse(struct run *run, size_t record, size_t column, struct str text)
{
	run_error(run, record, column, text);
	return (struct binding){.state = BINDING_REFUSED};
}

static struct str quoted(struct run *run, struct str text)
{
	return diag_quote(run->arena, str_trim(text));
}

static struct str ignore_advice(struct run *run, struct str label)
{
	return advice(run->scratch, run->source, run->path, "ignore = { \"%s\" }",
		str_c(run->scratch, labels_escape(run->scratch, label)));
}

/* Both lines that settle it: an indicator, or to ignore it. */
static struct binding refuse_unknown(
	struct run *run, struct str label, struct str unit, size_t record, size_t column)
{
	struct str name;
	struct unknown_label *unknown = array_add(run->arena, &run->result->unknown);

	unknown->label = str_copy(run->arena, str_trim(label));
	unknown->place.file = run->result->load.file;
	if (!run_is_full(run)) {
		unknown->place = sheet_place(&run->sheet, record, column);
		unknown->place.file = run->result->load.file;
	}
	if (run_is_full(run))
		return refuse(run, record, column, STR(""));
	name = labels_escape(run->scratch, str_trim(label));
	if (!name.len)
		return refuse(run, record, column,
			run->layout.kind == LAYOUT_WIDE
				? STR("the column has figures but no name; name it in the header, "
				      "or give the indicator with --indicator")
				: STR("the row has figures but no label; write the label, or give "
				      "the indicator with --indicator"));
	if (name.len > ADVICE_MAX)
		return refuse(run, record, column,
			str_printf(run->scratch, "no indicator is called \"%.*s\"; mend the file",
				STR_ARG(quoted(run, label))));
	return refuse(run, record, column,
		str_printf(run->scratch,
			"no indicator is called \"%.*s\"; add indicator ID { title = "
			"\"%.*s\"%s%.*s%s kind = … } "
			"to the catalogue (or the label to alias of one), or %.*s",
			STR_ARG(quoted(run, label)), STR_ARG(name), unit.len ? " unit = \"" : "",
			STR_ARG(labels_escape(run->scratch, unit)), unit.len ? "\"" : "",
			STR_ARG(ignore_advice(run, str_trim(label)))));
}

static struct binding refuse_label(
	struct run *run, const struct label *label, struct str text, size_t record, size_t column)
{
	if (label->kind == LABEL_COMPUTED)
		return refuse(run, record, column,
			str_printf(run->scratch,
				"\"%.*s\" is computed by the formula of indicator %.*s; %.*s",
				STR_ARG(quoted(run, text)), STR_ARG(label->indicator->id),
				STR_ARG(ignore_advice(run, str_trim(text)))));
	return refuse(run, record, column,
		str_printf(run->scratch, "\"%.*s\" may be indicator %.*s or %.*s; %.*s",
			STR_ARG(quoted(run, text)), STR_ARG(label->indicator->id),
			STR_ARG(label->other->id),
			STR_ARG(advice(run->scratch, run->source, run->path, "map = { \"%s=%s\" }",
				str_c(run->scratch, labels_escape(run->scratch, str_trim(text))),
				str_c(run->scratch, label->indicator->id)))));
}

/* Percentages stand in tables of money without saying so; the table's unit is not theirs. */
static struct str table_unit(struct run *run, const struct indicator *indicator)
{
	struct str unit = frame_unit(&run->frame);
	int power;

	if (unit.len && unit_is_percent(indicator->unit) &&
		!unit_power(unit, indicator->unit, &power))
		return STR("");
	if (!unit.len && run->source)
		return run->source->unit;
	return unit;
}

/* (x 1,000) in the title holds for every unit but percentages and indices. */
static struct str with_scale(struct run *run, struct str unit)
{
	struct str scale = frame_unit_scale(&run->frame);

	if (!scale.len || unit_is_percent(unit) || unit_is_index(unit))
		return unit;
	return unit.len ? str_printf(run->scratch, "%.*s %.*s", STR_ARG(scale), STR_ARG(unit))
			: scale;
}

/* A scale alone, such as thousands, is one of the unit that the indicator's own is made of. */
static bool find_power(struct str unit, struct str own, int *power)
{
	return (own.len && unit_scaled(unit, own, power)) || unit_power(unit, own, power);
}

struct binding binding_make(
	struct run *run, struct str text, struct str unit, size_t record, size_t column)
{
	const struct indicator *fixed = run->layout.fixed;
	struct label label = {
		.kind = LABEL_KNOWN, .indicator = fixed, .unit = run->layout.fixed_unit};
	struct binding binding = {.state = BINDING_READ};

	if (!fixed)
		label = labels_find(run->scratch, &run->labels, text);
	if (label.kind == LABEL_IGNORED)
		return (struct binding){.state = BINDING_IGNORED};
	if (label.kind == LABEL_UNKNOWN)
		return refuse_unknown(run, text, unit, record, column);
	if (label.kind != LABEL_KNOWN)
		return refuse_label(run, &label, text, record, column);
	binding.indicator = label.indicator;
	binding.unit = str_trim(unit).len ? str_trim(unit) : label.unit;
	if (!binding.unit.len)
		binding.unit = table_unit(run, label.indicator);
	binding.unit = with_scale(run, binding.unit);
	if (find_power(binding.unit, binding.indicator->unit, &binding.power))
		return binding;
	return refuse(run, record, column,
		str_printf(run->scratch,
			"figures in \"%.*s\" cannot be turned into \"%.*s\", the unit of indicator "
			"%.*s; write unit = \"%.*s\" in indicator %.*s, or mend the unit in the "
			"file",
			STR_ARG(quoted(run, binding.unit)), STR_ARG(binding.indicator->unit),
			STR_ARG(binding.indicator->id),
			STR_ARG(labels_escape(run->scratch, binding.unit)),
			STR_ARG(binding.indicator->id)));
}

/* The power of ten of what stands behind the digits: a scale (3.5亿) or a unit (25家, 1.2亿元). */
static bool power_behind(const struct binding *binding, struct str behind, int *power)
{
	struct str own = binding->indicator->unit, base = binding->unit;
	int scale, instead;

	if (!unit_scale_word(behind, &scale))
		return (own.len || unit_is_known(behind)) && unit_power(behind, own, power);
	if (!base.len || unit_scale_word(base, &instead))
		return unit_scaled(behind, own, power);
	*power = scale + binding->power;
	return true;
}

static enum value_state refuse_value(
	struct run *run, struct value *value, struct str cell, const char *why, struct str remedy)
{
	value->problem = STR("");
	if (run_is_full(run))
		return VALUE_REFUSED;
	value->problem = str_printf(run->scratch, "\"%.*s\" %s; %.*s", STR_ARG(quoted(run, cell)),
		why, STR_ARG(remedy));
	return VALUE_REFUSED;
}

static enum value_state refuse_word(struct run *run, struct value *value, struct str cell)
{
	struct str word;

	value->problem = STR("");
	if (run_is_full(run))
		return VALUE_REFUSED;
	word = labels_escape(run->scratch, str_trim(cell));
	if (word.len > ADVICE_MAX)
		return refuse_value(run, value, cell, "is no number", STR("mend the cell"));
	return refuse_value(run, value, cell, "is no number",
		str_printf(run->scratch,
			"mend the cell, or %.*s if it means that there is no figure",
			STR_ARG(advice(run->scratch, run->source, run->path, "missing = { \"%s\" }",
				str_c(run->scratch, word)))));
}

static enum value_state take_number(struct run *run, const struct binding *binding, struct str cell,
	const struct number *number, struct value *value)
{
	struct decimal decimal = number->decimal;
	int power = binding->power;

	if (number->unit.len && !power_behind(binding, number->unit, &power)) {
		if (!unit_is_known(number->unit))
			return refuse_word(run, value, cell);
		return refuse_value(run, value, cell, "is in another unit than its indicator",
			str_printf(run->scratch,
				"mend the cell, the unit of indicator %.*s is \"%.*s\"",
				STR_ARG(binding->indicator->id),
				STR_ARG(binding->indicator->unit)));
	}
	if (power)
		decimal = decimal_scale(decimal, power);
	if (!decimal_storable(decimal))
		return refuse_value(run, value, cell, "cannot be stored",
			STR("mend the cell, figures lie between 1e-30 and 1e30, or are 0"));
	value->value = decimal_value(decimal);
	value->rounded = decimal.rounded;
	value->estimate = number->estimate;
	value->flag = number->flag;
	return VALUE_READ;
}

enum value_state binding_read(struct run *run, const struct binding *binding, struct str cell,
	char mark, struct value *value)
{
	const struct source *source = run->source;
	struct number number;

	if (source && source->missing.count &&
		str_list_find(&source->missing, str_trim(cell)) < source->missing.count)
		return VALUE_MISSING;
	switch (number_parse(cell, mark, &number)) {
	case NUMBER_MISSING:
		return VALUE_MISSING;
	case NUMBER_DASH:
		value->value = 0;
		value->rounded = value->estimate = false;
		value->flag = STR("");
		return source && source->dash == DASH_ZERO ? VALUE_READ : VALUE_DASH;
	case NUMBER_READ:
		return take_number(run, binding, cell, &number, value);
	default:
		return refuse_word(run, value, cell);
	}
}
