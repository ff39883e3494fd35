#include "store/memo.h"

#include <string.h>

static bool parse_period(struct str text, struct period *period)
{
	struct calendar any = {.year_start = 2, .named_by_end = str_starts(text, STR("FY"))};

	return period_parse(text, any, period);
}

/* What changes from one period to the next stands at the end. */
static size_t slot_of(struct str text)
{
	size_t slot = 0;

	for (size_t i = text.len > 5 ? text.len - 5 : 0; i < text.len; i++)
		slot = slot * 10 + (size_t)(unsigned char)text.at[i];
	return slot % MEMO_SLOTS;
}

bool memo_period(struct memo *memo, struct str text, struct period *period)
{
	size_t slot = slot_of(text);

	if (text.len > MEMO_TEXT || !text.len)
		return parse_period(text, period);
	if (memo->slots[slot].len != text.len ||
		memcmp(memo->slots[slot].text, text.at, text.len) != 0) {
		memo->slots[slot].len = 0;
		if (!parse_period(text, &memo->slots[slot].period))
			return false;
		memcpy(memo->slots[slot].text, text.at, text.len);
		memo->slots[slot].len = text.len;
	}
	*period = memo->slots[slot].period;
	return true;
}
