#!/usr/bin/env bats
# What was known at an earlier time, by today's catalogue.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		lang = en
		indicator loans { unit = "亿元"  kind = stock  target = "value >= 103 at 2024-05" }
	END
	file first.csv <<-'END'
		month,loans
		2024-04,100
		2024-05,102
	END
	file second.csv <<-'END'
		month,loans
		2024-05,103.5
		2024-06,104
	END
	does 0 load first.csv second.csv
}

# signed LOAD TIME: makes a load look as if it had been made then.
signed() {
	local path=data/ledger/00000$1.csv rows

	chmod u+w "$path"
	sed -i -e "s/^# at: .*/# at: $2/" -e '$d' "$path"
	rows=$(($(grep -vc '^#' "$path") - 1))
	printf '# end %d %s\n' "$rows" "$(crc32_of "$path")" >>"$path"
}

# The CRC-32 that gzip keeps in front of the length at the end of its file.
crc32_of() {
	gzip -c "$1" | tail -c 8 | od -An -tx4 -N4 --endian=little | tr -d ' '
}

@test "an earlier load is asked for what was known then" {
	does 0 show loans --as-of 1
	out_is "$(printf '%s\n' period,value 2024-04,100 2024-05,102)"
	does 0 show loans --as-of 2
	out_is "$(printf '%s\n' period,value 2024-04,100 2024-05,103.5 2024-06,104)"
}

@test "an undo did not count before it was made" {
	does 0 undo 2
	does 0 show loans --as-of 2 --last 1
	out_has 2024-06,104
	does 0 show loans --as-of 3 --last 1
	out_has 2024-05,102
	does 0 undo 3
	does 0 show loans --as-of 3 --last 1
	out_has 2024-05,102
	does 0 show loans --as-of 4 --last 1
	out_has 2024-06,104
}

@test "targets are judged by what was known then" {
	does 2 check --as-of 1 --today 2024-07-10 --format json
	[[ ${output//[[:space:]]/} == '{"today":"2024-07-10","as_of":1,"worst":"missed",'* ]]
	does 0 check --as-of 2 --today 2024-07-10
	out_has "as of load 2"
	does 0 check --today 2024-07-10 --format json
	out_has '"as_of": null'
}

@test "a day means the last load made on it or before, and is today" {
	signed 1 2024-06-10T09:00:00+08:00
	signed 2 2024-07-01T00:10:00+08:00
	does 0 verify
	does 2 check --as-of 2024-06-30 --format json
	[[ ${output//[[:space:]]/} == '{"today":"2024-06-30","as_of":1,'* ]]
	does 0 check --as-of 2024-07-01 --format json
	[[ ${output//[[:space:]]/} == '{"today":"2024-07-01","as_of":2,'* ]]
	does 0 check --as-of 2024-07-01 --today 2024-07-05 --format json
	[[ ${output//[[:space:]]/} == '{"today":"2024-07-05","as_of":2,'* ]]
	does 0 show loans --as-of 2024-07-02 --last 1
	out_has 2024-06,104
	does 64 show loans --as-of 2024-06-09
	err_is "tidemark: error: nothing had been loaded by 2024-06-09; tidemark log lists the loads"
}

@test "a load that does not exist and a day that cannot be are refused" {
	does 64 show loans --as-of 3
	err_is "tidemark: error: there is no load 3; the last one is 2"
	does 64 show loans --as-of 0
	err_has '--as-of "0": expected a load'
	does 64 check --as-of 2024-13-01
	err_has '--as-of "2024-13-01": expected a load'
	does 64 check --as-of ""
	does 64 check --as-of 9999-12-31
	err_has "lies ahead"
	does 64 -d nowhere show loans --as-of 1
	err_is "tidemark: error: there is no load 1; nothing has been loaded yet"
	does 64 list --as-of 1
	err_has 'unknown option "--as-of"'
}

@test "the catalogue of now is what counts: units and ids" {
	catalogue <<-'END'
		indicator lending { unit = "万元"  kind = stock  was = "loans" }
	END
	does 0 show lending --as-of 1 --last 1
	out_has 2024-05,1020000
}

@test "a chart of what was known then" {
	command -v gnuplot >/dev/null || skip
	does 0 chart loans --as-of 1 --today 2024-07-10 -o before
	does 0 chart loans --today 2024-07-10 -o after
	[[ -s before/loans.svg ]]
	[[ $(<before/loans.svg) != "$(<after/loans.svg)" ]]
}

@test "the databases need not be there" {
	rm -r data/rrd data/applied
	does 0 show loans --as-of 1 --last 1
	out_has 2024-05,102
	[[ ! -e data/rrd ]]
}

@test "the state that is judged is said in the language of the catalogue" {
	does 0 check --as-of 2 --today 2024-07-10
	out_has "as of load 2"
	sed -i 's/lang = en/lang = zh/' tidemark.conf
	does 0 check --as-of 2 --today 2024-07-10
	out_has "以第 2 次装入时所知为准"
}
