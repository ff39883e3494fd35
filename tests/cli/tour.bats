#!/usr/bin/env bats
# The newcomer's way through the commands, each once; also run under valgrind.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		lang = en
		indicator loans { title = "Loans outstanding"  unit = "亿元"  kind = stock  every = month
			target = { "value >= 120 by 2024-12 base=100@2024-01" } }
		indicator trade { title = "Trade"  unit = "亿元"  kind = ytd  every = month }
	END
	file first.csv <<-'END'
		month,loans,trade
		2024-01,100,10
		2024-02,102,19.5
		2024-03,105,31
	END
	file later.csv <<-'END'
		month,loans,trade
		2024-03,105.5,31
		2024-04,109,
	END
}

@test "load, check, show, list, log, verify, rebuild" {
	does 0 load first.csv
	does 0 load later.csv

	does 0 check --today 2024-05-10
	out_has "on-track"

	does 0 show loans --format csv
	out_is "$(printf '%s\n' period,value 2024-01,100 2024-02,102 2024-03,105.5 2024-04,109)"
	does 0 list
	out_has "Loans outstanding"

	does 0 log
	out_has "later.csv"
	does 0 log --series loans
	out_has "105.5"

	does 0 verify
	rm -r data/rrd
	does 0 rebuild
	does 0 show loans --format csv
	out_has "2024-03,105.5"
}

@test "a file that is wrong changes nothing" {
	does 0 load first.csv
	file wrong.csv <<-'END'
		month,loans,trade
		2024-04,109,many
	END
	does 65 load wrong.csv
	err_has "wrong.csv:2:13: error:"
	does 0 show loans --format csv
	out_lacks 2024-04
}

@test "a chart is drawn for an indicator" {
	does 0 load first.csv
	does 0 chart loans --today 2024-05-10 -o charts
	grep -q '</svg>' charts/loans.svg
}
