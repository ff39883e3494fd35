/** date: civil dates as days since 1970-01-01, in the proleptic Gregorian calendar. No clock, no
 * zone. */
#ifndef TIDEMARK_BASE_DATE_H
#define TIDEMARK_BASE_DATE_H

#include "base/str.h"

int date_day(int year, int month, int day);
void date_split(int date, int *year, int *month, int *day);
bool date_valid(int year, int month, int day); /* years 1 to 9999 */
int date_month_days(int year, int month);

/** "2024-07-10"; false unless exactly that form and a day that exists. */
bool date_parse(struct str text, int *date);
struct str date_print(struct arena *arena, int date);

#endif
