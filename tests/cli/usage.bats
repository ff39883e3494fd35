#!/usr/bin/env bats
# How commands are called, and what is no command.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		indicator loans { kind = stock  every = month }
	END
	file loans.csv <<-'END'
		month,loans
		2024-03,100
		2024-04,101
		2024-05,102
	END
	does 0 load loans.csv
}

@test "without a command nothing is done, and that is no success" {
	does 64
	err_has "see tidemark help"
	out_is ""
	does 64 -c tidemark.conf
}

@test "the formats that help names are the command's own" {
	does 0 help check
	out_has '--format FORMAT      text, json, csv, md or nagios'
	does 0 help chart
	out_has '--format FORMAT      svg, png or pdf'
	out_lacks 'text, json, csv or md'
	does 0 help show
	out_has '--format FORMAT      text, json, csv or md'
}

@test "help and version are there under every name" {
	does 0 help
	out_has "usage: tidemark"
	does 0 --help
	out_has "usage: tidemark"
	does 0 --version
	out_has "tidemark "
}

@test "a word that a command does not take is not overlooked" {
	for command in list verify rebuild version; do
		does 64 "$command" loans
		err_has "$command takes no \"loans\""
	done
}

@test "--last is a whole number of periods" {
	does 0 show loans --last 2 --format csv
	out_is "$(printf '%s\n' period,value 2024-04,101 2024-05,102)"
	for last in 0 -3 2x x 99999999999999999999 ''; do
		does 64 show loans --last "$last"
		err_has 'expected a number of periods'
		does 64 chart loans --last "$last"
		err_has 'expected a number of periods'
	done
}
