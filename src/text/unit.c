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

/* The units of official statistics that figures are compared in. */
static const char *const bases[] = {"元", "美元", "dollar", "欧元", "港元", "日元", "英镑", "克",
	"标准煤", "吨标准煤", "人", "人次", "人天", "户", "家", "个", "件", "项", "条", "起", "宗",
	"笔", "次", "场", "例", "批", "份", "台", "套", "辆", "辆次", "艘", "艘次", "架", "架次",
	"列", "只", "头", "座", "处", "所", "张", "部", "篇", "期", "种", "位", "箱", "标箱", "车",
	"吨公里", "人公里", "米", "亩", "平方米", "立方米", "瓦", "瓦时", "焦耳", "分", "点", "年",
	"月", "周", "天", "工作日", "小时", "分钟", "秒", "岁", "倍", "number", "%", "指数"};

/* Other names of theirs, and powers of ten of them. */
static const struct unit_name {
	const char *text, *base;
	int power;
} names[] = {{"人民币元", .base = "元"}, {"元人民币", .base = "元"}, {"yuan", .base = "元"},
	{"rmb", .base = "元"}, {"cny", .base = "元"}, {"rmb yuan", .base = "元"},
	{"yuan rmb", .base = "元"}, {"usd", .base = "美元"}, {"us$", .base = "美元"},
	{"us dollars", .base = "美元"}, {"dollars", .base = "dollar"}, {"eur", .base = "欧元"},
	{"euro", .base = "欧元"}, {"euros", .base = "欧元"}, {"港币", .base = "港元"},
	{"名", .base = "人"}, {"person", .base = "人"}, {"persons", .base = "人"},
	{"people", .base = "人"}, {"households", .base = "户"}, {"场次", .base = "场"},
	{"标准箱", .base = "标箱"}, {"teu", .base = "标箱"}, {"teus", .base = "标箱"},
	{"㎡", .base = "平方米"}, {"m²", .base = "平方米"}, {"m³", .base = "立方米"},
	{"个月", .base = "月"}, {"日", .base = "天"}, {"anzahl", .base = "number"},
	{"nombre", .base = "number"}, {"percent", .base = "%"}, {"percentage", .base = "%"},
	{"prozent", .base = "%"}, {"per cent", .base = "%"}, {"pct", .base = "%"},
	{"百分比", .base = "%"}, {"百分点", .base = "%"}, {"个百分点", .base = "%"},
	{"percentage points", .base = "%"}, {"pp", .base = "%"}, {"index", .base = "指数"},
	{"千克", "克", 3}, {"公斤", "克", 3}, {"kg", "克", 3}, {"吨", "克", 6}, {"t", "克", 6},
	{"ton", "克", 6}, {"tons", "克", 6}, {"tonne", "克", 6}, {"tonnes", "克", 6},
	{"厘米", "米", -2}, {"毫米", "米", -3}, {"mm", "米", -3}, {"千米", "米", 3},
	{"公里", "米", 3}, {"km", "米", 3}, {"公顷", "平方米", 4}, {"ha", "平方米", 4},
	{"平方公里", "平方米", 6}, {"平方千米", "平方米", 6}, {"km²", "平方米", 6},
	{"升", "立方米", -3}, {"千瓦", "瓦", 3}, {"kw", "瓦", 3}, {"兆瓦", "瓦", 6},
	{"mw", "瓦", 6}, {"千瓦时", "瓦时", 3}, {"kwh", "瓦时", 3}, {"度", "瓦时", 3},
	{"兆瓦时", "瓦时", 6}, {"mwh", "瓦时", 6}, {"gwh", "瓦时", 9}, {"tj", "焦耳", 12},
	{"‰", "%", -1}};

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

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

/* What a unit is a power of ten of, in `*name`; false if it is unknown. */
static bool find_name(struct str folded, struct unit_name *name)
{
	for (size_t i = 0; i < COUNT(bases); i++) {
		if (str_is(folded, bases[i])) {
			*name = (struct unit_name){.base = bases[i]};
			return true;
		}
	}
	for (size_t i = 0; i < COUNT(names); i++) {
		if (str_is(folded, names[i].text)) {
			*name = names[i];
			return true;
		}
	}
	return false;
}

static bool is_name(struct str folded)
{
	struct unit_name name;

	return find_name(folded, &name);
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
	if (is_name(numerator(folded)))
		return NULL;
	for (size_t i = 0; i < COUNT(scales); i++) {
		struct str word = str_of(scales[i].word), behind = str_from(folded, word.len);

		if (!str_starts(folded, word) || !str_trim(behind).len)
			continue;
		behind = str_trim(behind);
		if (scales[i].power < SURE_POWER && !is_name(numerator(behind)))
			continue;
		*rest = behind;
		return &scales[i];
	}
	return NULL;
}

/* A unit or one side of a fraction: its power, and its base in `*base`. */
static int side_power(struct str folded, struct str *base)
{
	struct unit_name name = {.power = 0};
	const struct scale *scale = find_scale(folded, base);

	if (find_name(*base, &name))
		*base = str_of(name.base);
	return (scale ? scale->power : 0) + name.power;
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

	for (size_t i = 0; i < COUNT(scales); i++) {
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
	for (; skip; skip--, at += step)
		utf8_decode(str_from(trimmed, at), &step);
	return str_from(trimmed, at);
}

bool unit_scaled(struct str word, struct str own, int *power)
{
	int scale, counted;

	if (!unit_scale_word(word, &scale))
		return false;
	if (unit_scale_word(own, &counted))
		counted = -counted;
	else if (!unit_power(unit_base(own), own, &counted))
		return false;
	*power = scale + counted;
	return true;
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
	return is_name(numerator(rest)) || ends_in_base(folded);
}

bool unit_is_percent(struct str unit)
{
	char text[UNIT_SIZE];
	struct unit_name name;

	return find_name(fold(unit, text), &name) && str_is(str_of(name.base), "%") &&
	       name.power == 0;
}

bool unit_is_index(struct str unit)
{
	char text[UNIT_SIZE];

	return ends_in_base(fold(unit, text));
}
