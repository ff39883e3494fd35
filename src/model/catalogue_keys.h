/**
 * catalogue_keys: what each key of the catalogue means: one table row a key.
 */
#ifndef TIDEMARK_MODEL_CATALOGUE_KEYS_H
#define TIDEMARK_MODEL_CATALOGUE_KEYS_H

#include "model/catalogue.h"
#include "model/catalogue_scan.h"

/** The keys of every section type, for the scan. `keys` has SECTION_TYPES entries. */
void catalogue_keys_list(struct arena *arena, struct scan_keys *keys);

/**
 * Sets the fields of `object` (catalogue, group, action, indicator, source) from a section's
 * values. Keys whose meaning needs others (targets, periods, formula: they need kind, every, unit
 * and the calendar) are left out unless `late`; with `late` only they are read. Errors:
 * STATUS_CATALOGUE, a message a bad value.
 */
void catalogue_keys_read(struct arena *arena, const struct scan_section *section, void *object,
	bool late, struct diag *diag);

/** Was the key given in the section? */
bool catalogue_keys_given(const struct scan_section *section, const char *key);

/**
 * A day: 2024-12-31, or the last day of 2024-09, 2024-Q3, 2024 (calendar years, whatever the
 * office's year); "none" and "" give NO_DATE.
 */
bool catalogue_read_day(struct str text, int *day);

#endif
