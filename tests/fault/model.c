#include "model.h"

/* Whether an undo counts is settled by the entries after it, so going down each is settled in time.
 */
static void find_in_force(const struct model *model, int upto, bool in_force[MODEL_ENTRIES + 1])
{
	for (int entry = 1; entry <= upto; entry++)
		in_force[entry] = true;
	for (int entry = upto; entry > 0; entry--)
		if (in_force[entry] && model->entry[entry].undoes)
			in_force[model->entry[entry].undoes] = false;
}

int model_figure(const struct model *model, int upto, int series, int month)
{
	bool in_force[MODEL_ENTRIES + 1];

	find_in_force(model, upto, in_force);
	for (int entry = upto; entry > 0; entry--)
		if (in_force[entry] && model->entry[entry].load.figure[series][month])
			return model->entry[entry].load.figure[series][month];
	return 0;
}

bool model_is_in_force(const struct model *model, int entry)
{
	bool in_force[MODEL_ENTRIES + 1];

	find_in_force(model, model->count, in_force);
	return in_force[entry];
}

struct model_changes model_load(struct model *model, const struct model_load *load)
{
	struct model_changes changes = {0, 0, 0};

	for (int series = 0; series < MODEL_SERIES; series++)
		for (int month = 0; month < MODEL_MONTHS; month++) {
			int old = model_figure(model, model->count, series, month);
			int new = load->figure[series][month];

			changes.added += new && !old;
			changes.revised += new &&old &&new != old;
			changes.unchanged += new &&new == old;
		}
	if (changes.added || changes.revised)
		model->entry[++model->count].load = *load;
	return changes;
}

size_t model_undo(struct model *model, int entry)
{
	int before = model->count++;
	size_t changes = 0;

	model->entry[model->count].undoes = entry;
	for (int series = 0; series < MODEL_SERIES; series++)
		for (int month = 0; month < MODEL_MONTHS; month++)
			changes += model_figure(model, before, series, month) !=
				   model_figure(model, model->count, series, month);
	return changes;
}
