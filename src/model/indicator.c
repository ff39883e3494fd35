#include "model/indicator.h"

#include "model/group.h"

struct str indicator_title(const struct indicator *indicator, bool english)
{
	return english && indicator->title_en.len ? indicator->title_en : indicator->title;
}

bool indicator_has_owner(const struct indicator *indicator, struct str owner)
{
	const struct group *group = indicator->owner.len ? NULL : indicator->group;

	return str_equal(indicator->owner, owner) ||
	       (group && str_list_find(&group->owners, owner) < group->owners.count);
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
