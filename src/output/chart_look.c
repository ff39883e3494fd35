#include "output/chart_look.h"

struct look look_of_status(enum verdict_status status)
{
	switch (status) {
	case VERDICT_MET:
	case VERDICT_ON_TRACK:
		return (struct look){SYMBOL_CIRCLE, COLOR_MET};
	case VERDICT_MISSED:
	case VERDICT_OFF_TRACK:
		return (struct look){SYMBOL_DOWN, COLOR_MISSED};
	case VERDICT_AT_RISK:
		return (struct look){SYMBOL_DIAMOND, COLOR_GAP_TEXT};
	default:
		return (struct look){SYMBOL_SQUARE, COLOR_SUB};
	}
}

static bool is_too_high(const struct verdict *verdict)
{
	int direction = target_direction(verdict->target);

	return direction < 0 || (direction == 0 && verdict->value > verdict->bound);
}

struct look look_of(const struct verdict *verdict)
{
	struct look look = look_of_status(verdict ? verdict->status : VERDICT_NO_DATA);

	if (look.symbol == SYMBOL_DOWN && is_too_high(verdict))
		look.symbol = SYMBOL_UP;
	return look;
}
