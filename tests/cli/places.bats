#!/usr/bin/env bats
# Where decimals have commas, and where the day is another: the same answers. `make test-places` runs
# the tests of the command line there.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset TIDEMARK_CONF NO_COLOR
	localedef -i de_DE -f UTF-8 "$PWD/de_DE.UTF-8" 2>/dev/null || skip "the package locales is missing"
	[[ $(LOCPATH=$PWD LC_ALL=de_DE.UTF-8 locale decimal_point) == , ]]
	catalogue <<-'END'
		lang = en
		indicator loans { title = "Kredite"  unit = "million"  kind = stock  every = month  target = { "value >= 2.5 by 2024-12", "yoy >= 1.5%" } }
		indicator rate { kind = ratio  every = day }
	END
	{
		echo month,area,loans
		for month in {1..24}; do
			printf '%d-%02d,Total,%d.%02d\n' $((2022 + (month - 1) / 12)) $(((month - 1) % 12 + 1)) "$month" "$month"
			printf '%d-%02d,Köln,"1,%03d.5"\n' $((2022 + (month - 1) / 12)) $(((month - 1) % 12 + 1)) "$month"
		done
	} >loans.csv
	printf 'date,rate\n2023-12-31,0.25\n2024-01-01,-1.5e-3\n' >rate.csv
}

# answers ENVIRONMENT…: all that tidemark says of the figures, loaded and asked there.
answers() {
	local answer

	rm -rf data charts report
	env "$@" "$TIDEMARK" load loans.csv rate.csv
	for answer in 'show loans --measure yoy,flow --forecast 3' 'show loans/Köln --format json' 'show rate' \
		'check --explain --today 2024-01-01' 'check --format json --today 2024-01-01 --areas' \
		'check --format nagios --today 2024-01-01' 'list --format csv' 'log --series rate --format csv' \
		'export --format jsonl' 'export --format openmetrics' 'inspect loans.csv' \
		'report --today 2024-01-01 --format md' 'chart --today 2024-01-01 --areas' verify; do
		# shellcheck disable=SC2086 # words
		env "$@" "$TIDEMARK" $answer || true
	done | sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{5,8}([+-][0-9:]{5})?/WHEN/g'
	cat charts/*.svg data/applied | grep -v boot
}

@test "a comma for decimals and the first and the last time zone change no answer" {
	local place

	answers LC_ALL=C.UTF-8 TZ=UTC >here 2>&1
	grep -q 1001.5 here
	for place in Pacific/Kiritimati Pacific/Pago_Pago Europe/Berlin; do
		answers LOCPATH="$PWD" LC_ALL=de_DE.UTF-8 TZ=$place >there 2>&1
		diff here there
	done
}

@test "today is the day of the place" {
	local day

	tidemark load -q rate.csv
	for place in Pacific/Kiritimati Pacific/Pago_Pago Europe/Berlin; do
		day=$(TZ=$place date +%F)
		TZ=$place does 3 check --format json
		[[ $output == *"\"today\": \"$day\""* || $output == *"\"today\": \"$(TZ=$place date +%F)\""* ]]
	done
}
