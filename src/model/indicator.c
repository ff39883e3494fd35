#include "model/indicator.h"

struct str indicator_title(const struct indicator *indicator, bool english)
{
	return english && indicator->title_en.len ? indicator->title_en : indicator->title;
}

int indicator_direction(const struct indicator *indicator)
{
	static const int given[] = {
		[BETTER_DEFAULT] = 0, [BETTER_HIGHER] = 1, [BETTER_LOWER] = -1, [BETTER_NONE] = 0};
	int direction = given[indicator->better];

	if (indicator->better != BETTER_DEFAULT)
		return direction;
	for (size_t i = 0; i < indicator->targets.count && !direction; i++)
		direction = target_direction(&indicator->targets.item[i]);
	return direction;
}
