#!/usr/bin/env bats
# As tests/cli/limits.bats, with files of their full size.

load ../cli/helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		lang = en
		indicator loans { title = "Loans"  kind = stock  every = month }
	END
}

@test "a line of 1 GiB" {
	{
		printf 'month,Loans\n2024-01,'
		head -c $((1 << 30)) /dev/zero | tr '\0' 1
		printf '\n2024-02,2\n'
	} >x.csv
	does 65 load x.csv
	err_has 'x.csv:2: error: a cell is longer than 1 MiB'
}

@test "100 MB of one character" {
	for character in '"' ',' ';' '|' "'" a 0 '\r' '\n' ' '; do
		head -c 100000000 /dev/zero | tr '\0' "$character" >x.csv
		does 65 load x.csv
		err_has 'x.csv:'
	done
}

@test "ten million bytes of errors, a million labels, a million areas" {
	{
		echo month,Loans
		seq -f '2024-01,x%.0f' 1000000
	} >errors.csv
	{
		echo month,indicator,value
		seq -f '2024-01,label%.0f,1' 1000000
	} >labels.csv
	{
		echo month,indicator,area,value
		seq -f '2024-01,loans,area%.0f,1' 1000000
	} >areas.csv
	does 65 load errors.csv
	err_has 'errors.csv: error: and 999980 more errors'
	does 65 load labels.csv
	err_has 'labels.csv: error: and 999980 more errors'
	does 0 load --dry-run areas.csv
	out_has '1000000 figures: 1000000 new'
}
