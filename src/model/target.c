#include "model/target.h"

static const char *const ops[] = {[TARGET_GE] = ">=",
	[TARGET_GT] = ">",
	[TARGET_LE] = "<=",
	[TARGET_LT] = "<",
	[TARGET_EQ] = "=",
	[TARGET_WITHIN] = "within"};

const char *target_op_text(enum target_op op)
{
	return ops[op];
}

bool target_is_met(const struct target *target, double value, double bound, double bound_high)
{
	double slack = target_slack(bound);

	switch (target->op) {
	case TARGET_GE:
		return value >= bound - slack;
	case TARGET_GT:
		return value > bound + slack;
	case TARGET_LE:
		return value <= bound + slack;
	case TARGET_LT:
		return value < bound - slack;
	case TARGET_EQ:
		return fabs(value - bound) <= slack;
	default:
		return value >= bound - slack && value <= bound_high + target_slack(bound_high);
	}
}

int target_direction(const struct target *target)
{
	switch (target->op) {
	case TARGET_GE:
	case TARGET_GT:
		return 1;
	case TARGET_LE:
	case TARGET_LT:
		return -1;
	case TARGET_EQ:
		return target->bound_id.len == 0 && fabs(target->bound) <= target_slack(0) ? -1 : 0;
	default:
		return 0;
	}
}
