#!/usr/bin/env bats
# Measures, limits and forecasts of show.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		indicator freight { kind = flow  every = month  unit = "万吨" }
		indicator quality { kind = ratio  every = month  unit = "%" }
		indicator rule { kind = ratio  every = once }
	END
}

# figures COLUMN COUNT FORMULA: a month a row from 2021-01 on; awk knows the row as t.
figures() {
	echo "month,$1"
	awk -v n="$2" "BEGIN { for (t = 0; t < n; t++)
		printf \"%d-%02d,%s\\n\", 2021 + int(t / 12), t % 12 + 1, $3 }"
}

@test "limits and labels are those of the usual variation" {
	figures quality 8 't == 7 ? 40 : 10 + t % 2 * 2' >quality.csv
	does 0 load -q quality.csv
	does 0 show quality --measure mean,lower,upper,label --last 2 --format csv
	# Ranges 2 six times and 30: the mean is 6, below 3.267 times that only 2 are left; the
	# mean of the figures is (4·10 + 3·12 + 40) / 8 = 14.5. Two of the three up to July are
	# below 14.5 - 2/3 · 5.32.
	out_is "$(printf '%s\n' period,value,mean,lower,upper,label \
		2021-07,10,14.5,9.18,19.82,two-of-three 2021-08,40,14.5,9.18,19.82,outside)"
	does 0 show quality --measure label --format text
	out_has "mean, limits and label of value"
	does 0 show quality --measure label --format json
	out_has '"limits_of": "value"'
	out_has '"label": "outside"'
}

@test "forecasts stand behind the figures and say what they are" {
	figures freight 36 50 >freight.csv
	does 0 load -q freight.csv
	does 0 show freight --forecast 2 --last 1 --measure ytd --format csv
	out_is "$(printf '%s\n' period,value,ytd,projected 2023-12,50,600,0 2024-01,50,50,1 \
		2024-02,50,100,1)"
	does 0 show freight --forecast 3 --from 2024-02 --to 2024-02 --format csv
	out_is "$(printf '%s\n' period,value,projected 2024-02,50,1)"
	does 0 show freight --forecast 1 --last 1 --format json
	out_has '"projected": 1'
}

@test "limits are those of the figures, not of the forecasts" {
	figures quality 40 '50 + t % 2' >quality.csv
	does 0 load -q quality.csv
	does 0 show quality --forecast 1 --last 1 --measure mean,label --format csv
	[[ ${lines[1]} == "2024-04,51,50.5,common,0" ]]
	[[ ${lines[2]} == 2024-05,*,,,1 ]]
}

@test "too few figures for a forecast, or none, are said to be" {
	figures freight 35 50 >freight.csv
	does 0 load -q freight.csv
	does 64 show freight --forecast 1
	err_has '"freight" has too few figures for a forecast; it takes 36 without a gap'
	does 64 show quality --forecast 1
	err_has "too few figures"
	does 64 show rule --forecast 1
	err_has '"rule" is filed once and has no forecast'
	does 64 show rule --measure mean
	err_has 'no measure "mean"'
	does 64 show freight --forecast 601
	err_has "at most 600"
	does 64 show freight --forecast 0
	err_has "expected a number of periods"
}

@test "cumulated figures are forecast through the year's end" {
	sed -i 's/kind = flow/kind = ytd/' tidemark.conf
	figures freight 47 '50 * (t % 12 + 1)' >freight.csv
	does 0 load -q freight.csv
	does 0 show freight --forecast 2 --last 1 --format csv
	out_is "$(printf '%s\n' period,value,projected 2024-11,550,0 2024-12,600,1 2025-01,50,1)"
}

@test "list draws the last twelve periods of each, for people alone" {
	figures freight 14 't == 5 ? "" : t' >freight.csv
	figures quality 3 't' >quality.csv
	does 0 load -q freight.csv quality.csv
	does 0 list
	out_is 'id      title   unit kind  every first   last    figures targets sparkline
freight freight 万吨 flow  month 2021-01 2022-02      13       0 ▁▁▂ ▃▄▅▆▆▇██
quality quality %    ratio month 2021-01 2021-03       3       0 ▁▅█
rule    rule         ratio once                        0       0'
	does 0 list --format csv
	out_is 'id,title,unit,kind,every,first,last,figures,targets
freight,freight,万吨,flow,month,2021-01,2022-02,13,0
quality,quality,%,ratio,month,2021-01,2021-03,3,0
rule,rule,,ratio,once,,,0,0'
}

@test "a sparkline has a block a period and a blank where one is missing" {
	catalogue <<-'END'
		indicator loans { title = "各项贷款余额"  kind = stock  every = month  unit = "亿元" }
		indicator flat { title = "Flat"  kind = stock  every = month }
		indicator none { title = "None"  kind = stock  every = month }
	END
	file figures.csv <<-'END'
		month,loans,flat
		2024-01,1,5
		2024-02,2,5
		2024-03,3,5
		2024-04,4,
		2024-05,5,
		2024-06,,
		2024-07,7,
		2024-08,8,
	END
	does 0 load -q figures.csv
	does 0 show --sparkline loans flat
	out_is 'series title        unit first   value sparkline last    value
loans  各项贷款余额 亿元 2024-01     1 ▁▂▃▄▅ ▇█  2024-08     8
flat   Flat              2024-01     5 ▄▄▄       2024-03     5'
	does 0 show none --sparkline --format csv
	[[ ${lines[1]} == none,None,,,,,, ]]
	does 0 show loans --sparkline --from 2024-03 --to 2024-06 --format csv
	out_is "$(printf '%s\n' series,title,unit,first,first_value,sparkline,last,last_value \
		loans,各项贷款余额,亿元,2024-03,3,▁▅█,2024-05,5)"
	does 0 show loans --sparkline --last 3 --format json
	[[ $(jq -c '.[] | [.first, .first_value, .sparkline, .last_value]' <<<"$output") == '["2024-07",7,"▁█",8]' ]]
}

@test "a sparkline is of figures, and of those that are named" {
	does 64 show --sparkline
	err_has "leave out --measure and --forecast"
	does 64 show --sparkline freight --measure yoy
	does 64 show --sparkline freight --forecast 2
	does 64 show --sparkline nothing
	err_has 'no indicator "nothing"'
}
