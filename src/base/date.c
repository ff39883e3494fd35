#include "base/date.h"

/* Days from civil and back: the algorithm counts from March, so that the leap day ends the year. */
int date_day(int year, int month, int day)
{
	int shifted = year - (month <= 2);
	int era = (shifted >= 0 ? shifted : shifted - 399) / 400;
	int year_of_era = shifted - era * 400;
	int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

void date_split(int date, int *year, int *month, int *day)
{
	int z = date + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*day = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

int date_month_days(int year, int month)
{
	return month == 12 ? 31 : date_day(year, month + 1, 1) - date_day(year, month, 1);
}

bool date_valid(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
	       day <= date_month_days(year, month);
}

bool date_parse(struct str text, int *day)
{
	int part[3] = {0, 0, 0}, at = 0;

	if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-')
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (i == 4 || i == 7) {
			at++;
			continue;
		}
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		part[at] = part[at] * 10 + (text.at[i] - '0');
	}
	if (!date_valid(part[0], part[1], part[2]))
		return false;
	*day = date_day(part[0], part[1], part[2]);
	return true;
}

struct str date_print(struct arena *arena, int date)
{
	int year, month, day;

	date_split(date, &year, &month, &day);
	return str_printf(arena, "%04d-%02d-%02d", year, month, day);
}
