#include "text/unit.h"

#include "base/utf8.h"

enum { UNIT_SIZE = 128 }; /* longer ones are compared as they stand */

struct scale {
	const char *word;
	int power;
};

/* Longer words before those they begin with. */
static const struct scale scales[] = {{"万亿", 12}, {"千亿", 11}, {"百亿", 10}, {"十亿", 9},
	{"亿", 8}, {"千万", 7}, {"百万", 6}, {"十万", 5}, {"万", 4}, {"千", 3}, {"百", 2},
	{"十", 1}, {"thousands of", 3}, {"thousands", 3}, {"millions of", 6}, {"millions", 6},
	{"billions of", 9}, {"billions", 9}, {"thousand", 3}, {"million", 6}, {"mln", 6}, {"mn", 6},
	{"billion", 9}, {"bln", 9}, {"bn", 9}, {"trillion", 12}, {"100 million", 8}, {"10,000", 4},
	{"10 000", 4}, {"10000", 4}, {"1,000,000", 6}, {"1,000", 3}, {"1000", 3}, {"tsd.", 3},
	{"mio.", 6}, {"mill.", 6}, {"mrd.", 9}};

/* 百分点 is not 百 of 分点: before an unknown word only scales from 万 on are taken for scales. */
enum { SURE_POWER = 4 };

/* The units of official statistics. `base` is what figures are compared in. */
static const struct unit_name {
	const char *text, *base;
	int power;
} names[] = {{"元", "元", 0}, {"人民币元", "元", 0}, {"元人民币", "元", 0}, {"yuan", "元", 0},
	{"rmb", "元", 0}, {"cny", "元", 0}, {"rmb yuan", "元", 0}, {"yuan rmb", "元", 0},
	{"美元", "美元", 0}, {"usd", "美元", 0}, {"us$", "美元", 0}, {"us dollars", "美元", 0},
	{"dollar", "dollar", 0}, {"dollars", "dollar", 0}, {"欧元", "欧元", 0}, {"eur", "欧元", 0},
	{"euro", "欧元", 0}, {"euros", "欧元", 0}, {"港元", "港元", 0}, {"港币", "港元", 0},
	{"日元", "日元", 0}, {"英镑", "英镑", 0}, {"克", "克", 0}, {"千克", "克", 3},
	{"公斤", "克", 3}, {"kg", "克", 3}, {"吨", "克", 6}, {"t", "克", 6}, {"ton", "克", 6},
	{"tons", "克", 6}, {"tonne", "克", 6}, {"tonnes", "克", 6}, {"标准煤", "标准煤", 0},
	{"吨标准煤", "吨标准煤", 0}, {"人", "人", 0}, {"名", "人", 0}, {"person", "人", 0},
	{"persons", "人", 0}, {"people", "人", 0}, {"人次", "人次", 0}, {"人天", "人天", 0},
	{"户", "户", 0}, {"households", "户", 0}, {"家", "家", 0}, {"个", "个", 0}, {"件", "件", 0},
	{"项", "项", 0}, {"条", "条", 0}, {"起", "起", 0}, {"宗", "宗", 0}, {"笔", "笔", 0},
	{"次", "次", 0}, {"场", "场", 0}, {"场次", "场", 0}, {"例", "例", 0}, {"批", "批", 0},
	{"份", "份", 0}, {"台", "台", 0}, {"套", "套", 0}, {"辆", "辆", 0}, {"辆次", "辆次", 0},
	{"艘", "艘", 0}, {"艘次", "艘次", 0}, {"架", "架", 0}, {"架次", "架次", 0}, {"列", "列", 0},
	{"只", "只", 0}, {"头", "头", 0}, {"座", "座", 0}, {"处", "处", 0}, {"所", "所", 0},
	{"张", "张", 0}, {"部", "部", 0}, {"篇", "篇", 0}, {"期", "期", 0}, {"种", "种", 0},
	{"位", "位", 0}, {"箱", "箱", 0}, {"标箱", "标箱", 0}, {"标准箱", "标箱", 0},
	{"teu", "标箱", 0}, {"teus", "标箱", 0}, {"车", "车", 0}, {"吨公里", "吨公里", 0},
	{"人公里", "人公里", 0}, {"米", "米", 0}, {"厘米", "米", -2}, {"毫米", "米", -3},
	{"mm", "米", -3}, {"千米", "米", 3}, {"公里", "米", 3}, {"km", "米", 3}, {"亩", "亩", 0},
	{"平方米", "平方米", 0}, {"㎡", "平方米", 0}, {"m²", "平方米", 0}, {"公顷", "平方米", 4},
	{"ha", "平方米", 4}, {"平方公里", "平方米", 6}, {"平方千米", "平方米", 6},
	{"km²", "平方米", 6}, {"立方米", "立方米", 0}, {"m³", "立方米", 0}, {"升", "立方米", -3},
	{"瓦", "瓦", 0}, {"千瓦", "瓦", 3}, {"kw", "瓦", 3}, {"兆瓦", "瓦", 6}, {"mw", "瓦", 6},
	{"瓦时", "瓦时", 0}, {"千瓦时", "瓦时", 3}, {"kwh", "瓦时", 3}, {"度", "瓦时", 3},
	{"兆瓦时", "瓦时", 6}, {"mwh", "瓦时", 6}, {"gwh", "瓦时", 9}, {"焦耳", "焦耳", 0},
	{"tj", "焦耳", 12}, {"分", "分", 0}, {"点", "点", 0}, {"年", "年", 0}, {"个月", "月", 0},
	{"月", "月", 0}, {"周", "周", 0}, {"天", "天", 0}, {"日", "天", 0}, {"工作日", "工作日", 0},
	{"小时", "小时", 0}, {"分钟", "分钟", 0}, {"秒", "秒", 0}, {"岁", "岁", 0}, {"倍", "倍", 0},
	{"number", "number", 0}, {"anzahl", "number", 0}, {"nombre", "number", 0}, {"%", "%", 0},
	{"percent", "%", 0}, {"percentage", "%", 0}, {"prozent", "%", 0}, {"per cent", "%", 0},
	{"pct", "%", 0}, {"百分比", "%", 0}, {"百分点", "%", 0}, {"个百分点", "%", 0},
	{"percentage points", "%", 0}, {"pp", "%", 0}, {"‰", "%", -1}, {"指数", "指数", 0},
	{"index", "指数", 0}};

enum { SCALES = sizeof(scales) / sizeof(*scales), NAMES = sizeof(names) / sizeof(*names) };

/* `unit` as it is compared: trimmed, width folded, ASCII in lower case. */
static struct str fold(struct str unit, char out[UNIT_SIZE])
{
	size_t len = 0, step;

	unit = str_trim(unit);
	if (unit.len > UNIT_SIZE - 4)
		return unit;
	for (size_t at = 0; at < unit.len; at += step) {
		uint32_t code = utf8_fold_width(utf8_decode(str_from(unit, at), &step));

		if (code >= 'A' && code <= 'Z')
			code += 'a' - 'A';
		len += utf8_encode(code, out + len);
	}
	return (struct str){out, len};
}

static const struct unit_name *find_name(struct str folded)
{
	for (size_t i = 0; i < NAMES; i++)
		if (str_is(folded, names[i].text))
			return &names[i];
	return NULL;
}

static struct str numerator(struct str folded)
{
	for (size_t i = 1; i < folded.len; i++)
		if (folded.at[i] == '/')
			return str_head(folded, i);
	return folded;
}

/* The scale word in front of the unit, NULL where there is none; `*rest` is what it scales. */
static const struct scale *find_scale(struct str folded, struct str *rest)
{
	*rest = folded;
	if (find_name(numerator(folded)))
		return NULL;
	for (size_t i = 0; i < SCALES; i++) {
		struct str word = str_of(scales[i].word), behind = str_from(folded, word.len);

		if (!str_starts(folded, word) || !str_trim(behind).len)
			continue;
		behind = str_trim(behind);
		if (scales[i].power < SURE_POWER && !find_name(numerator(behind)))
			continue;
		*rest = behind;
		return &scales[i];
	}
	return NULL;
}

/* A unit or one side of a fraction: its power, and its base in `*base`. */
static int side_power(struct str folded, struct str *base)
{
	const struct unit_name *name;
	const struct scale *scale = find_scale(folded, base);

	name = find_name(*base);
	if (name)
		*base = str_of(name->base);
	return (scale ? scale->power : 0) + (name ? name->power : 0);
}

bool unit_power(struct str from, struct str to, int *power)
{
	char from_text[UNIT_SIZE], to_text[UNIT_SIZE];
	struct str a = fold(from, from_text), b = fold(to, to_text), a_top = numerator(a),
		   b_top = numerator(b), a_bottom, b_bottom, a_base, b_base;

	*power = 0;
	if (!a.len || !b.len || str_equal(a, b))
		return true;
	*power = side_power(a_top, &a_base) - side_power(b_top, &b_base);
	a_bottom = str_from(a, a_top.len + (a_top.len < a.len));
	b_bottom = str_from(b, b_top.len + (b_top.len < b.len));
	if (!str_equal(a_base, b_base) || !a_bottom.len != !b_bottom.len)
		return false;
	if (!a_bottom.len)
		return true;
	*power -= side_power(a_bottom, &a_base) - side_power(b_bottom, &b_base);
	return str_equal(a_base, b_base);
}

bool unit_scale_word(struct str word, int *power)
{
	char text[UNIT_SIZE];
	struct str folded = fold(word, text);

	for (size_t i = 0; i < SCALES; i++) {
		if (str_is(folded, scales[i].word)) {
			*power = scales[i].power;
			return true;
		}
	}
	return false;
}

/* Folding keeps neither bytes nor case, so the unit is cut by counting what stands behind the
 * scale. */
struct str unit_base(struct str unit)
{
	char text[UNIT_SIZE];
	struct str trimmed = str_trim(unit), folded = fold(unit, text), rest;
	size_t skip, step, at = 0;

	if (!find_scale(folded, &rest))
		return trimmed;
	skip = utf8_count(str_head(folded, folded.len - rest.len));
	for (; skip && at < trimmed.len; skip--, at += step)
		utf8_decode(str_from(trimmed, at), &step);
	return str_from(trimmed, at);
}

/* 2015=100, 上年同月=100: an index and its base. */
static bool ends_in_base(struct str folded)
{
	struct str end = str_ends(folded, STR("= 100")) ? STR("= 100") : STR("=100");

	return folded.len > end.len && str_ends(folded, end);
}

bool unit_is_known(struct str unit)
{
	char text[UNIT_SIZE];
	struct str folded = fold(unit, text), rest;

	find_scale(folded, &rest);
	return find_name(numerator(rest)) || ends_in_base(folded);
}

bool unit_is_percent(struct str unit)
{
	char text[UNIT_SIZE];
	const struct unit_name *name = find_name(fold(unit, text));

	return name && str_is(str_of(name->base), "%") && name->power == 0;
}

bool unit_is_index(struct str unit)
{
	char text[UNIT_SIZE];

	return ends_in_base(fold(unit, text));
}
