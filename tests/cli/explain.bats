#!/usr/bin/env bats
# check --explain: each step with its numbers.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		lang = en
		indicator freight { title = "Freight"  kind = flow  every = month  unit = "万吨"
			target = { "total >= 61 in 2024" } }
		indicator loans { title = "Loans"  kind = stock  every = month
			target = { "value >= 120 by 2024-12 base=100@2023-12" } }
		indicator served { title = "Served"  kind = ratio  every = month  unit = "%"
			target = { "value >= 90" } }
	END
}

# months N: 5 in each month from 2020-01 on.
months() {
	echo month,freight
	for ((t = 0; t < $1; t++)); do
		printf '%d-%02d,5\n' $((2020 + t / 12)) $((t % 12 + 1))
	done
}

steps() {
	jq -r '.targets[].steps[]' <<<"$output"
}

@test "a projection by forecasts can be done again" {
	months 54 >f.csv
	does 0 load -q f.csv
	does 2 check --explain freight --today 2024-07-10 --format json
	# With one degree of freedom F = 1/2 + atan(t)/π, so 1/2 − 1.4513674/π = 0.038015.
	steps | diff -u - /dev/fd/3 3<<-'END'
		sums so far, C(2024,1…6): 5, 10, 15, 20, 25, 30
		so far, y = C(y,k): 30
		goal, V: 61
		linear pace: 100 × (y/V − k/p) = 100 × (30/61 − 6/12) = -0.8196721311 points
		share: 2023 had 30 of 60 by then = 0.5
		share: 2022 had 30 of 60 by then = 0.5
		share: 2021 had 30 of 60 by then = 0.5
		expected share, s: 0.5, the mean of 3
		forecasts from the last 54 figures in a row: the mean of Theta, damped trend and Theta on half years
		forecast of 2024-07: (5 + 5 + 5) / 3 = 5
		forecast of 2024-08: (5 + 5 + 5) / 3 = 5
		forecast of 2024-09: (5 + 5 + 5) / 3 = 5
		forecast of 2024-10: (5 + 5 + 5) / 3 = 5
		forecast of 2024-11: (5 + 5 + 5) / 3 = 5
		forecast of 2024-12: (5 + 5 + 5) / 3 = 5
		projection, P: 30 + 5 + 5 + 5 + 5 + 5 + 5 = 60
		backtest of 2023: 30 by then, projected 60, came to 60, error r = 0
		error, σ: max(0.002, √ mean r²) = 0.002, Student's t, degrees of freedom: 1
		80% interval: P × (1 ± 3.0776835 × σ) = 59.63067798 to 60.36932202
		centre, M: 0.85 × P + 0.15 × y/s = 60
		chance: t = (M − V)/(M × σ) = -8.333333333, to meet the target 0.03801540785
		needed: (V − y)/remaining periods = 5.166666667
		usual variation of flow (54 points): mean 5, limits 5 and 5
		last point, 2024-06: 5, common
	END
}

@test "a projection by the share of earlier years can be done again" {
	months 18 >f.csv
	does 0 load -q f.csv
	sed -i 's/in 2024/in 2021/' tidemark.conf
	does 1 check --explain freight --today 2021-07-10 --format json
	[[ $(steps) == *"projection, P: y/s = 30/0.5 = 60"* ]]
	[[ $(steps) == *"error, σ: by the table 0.093 / 1.2816 = 0.07256554307, normal"* ]]
}

@test "a level with a date shows its way and its time" {
	file l.csv <<-'END'
		month,loans
		2024-03,103
	END
	does 0 load -q l.csv
	does 1 check --explain loans --today 2024-04-10 --format json
	[[ $(steps) == *"way gone, A: (x − base)/(V − base) = (103 − 100)/(120 − 100) = 0.15"* ]]
	[[ $(steps) == *"time gone, τ: 3/12 = 0.25"* ]]
	[[ $(steps) == *"R: A/τ = 0.6 "* ]]
}

@test "a limit shows what was compared, and how it usually varies" {
	file s.csv <<-'END'
		month,served
		2024-01,90
		2024-02,92
		2024-03,90
		2024-04,92
		2024-05,90
	END
	does 0 load -q s.csv
	does 0 check --explain served --today 2024-06-10
	out_has "Served: ≥ 90% – met"
	out_has "  2024-05: value 90, bound 90"
	out_has "  usual variation of value (5 points, a trial): mean 90.8, limits 85.48 and 96.12"
	sed -i 's/lang = en/lang = zh/' tidemark.conf
	does 0 check --explain served --today 2024-06-10
	out_has "  常态波动（数值，5 个点，试用）：均值 90.8，下限 85.48，上限 96.12"
}

@test "growth on a base below zero has no steps" {
	sed -i 's/"value >= 120 by.*"/"yoy >= 8%"/' tidemark.conf
	printf 'month,loans\n2023-06,-3\n2024-06,4\n' >loans.csv
	does 0 load -q loans.csv
	run --separate-stderr "$TIDEMARK" check loans --explain --today 2024-07-10 --format json
	[[ $(steps) == "" ]]
	[[ $(jq -c '.targets[0].value' <<<"$output") == null ]]
}
