#!/usr/bin/env bats
# What inspect says of the cells that decided how periods and numbers are read.

load helper

# periods LINE…: a file of such periods, looked at.
periods() {
	catalogue <<<'indicator loans { kind = stock  every = month }'
	{
		echo 'date,loans'
		printf '%s,1\n' "$@"
	} >loans.csv
	run --separate-stderr tidemark inspect loans.csv
}

# numbers CELL…: the same of figures.
numbers() {
	local month=0 cell

	catalogue <<<'indicator loans { kind = stock  every = month }'
	echo 'date;loans' >loans.csv
	for cell in "$@"; do
		printf '2024-%02d;%s\n' $((++month)) "$cell" >>loans.csv
	done
	run --separate-stderr tidemark inspect loans.csv
}

@test "months are named by their first or by their last day" {
	periods 2024-01-01 2024-02-01 2024-03-01
	out_has 'periods   3 months by their first day: "2024-01-01" at line 2 column 1'
	periods 2024-01-31 2024-02-29 2024-03-31
	out_has 'periods   3 months by their last day: "2024-01-31" at line 2 column 1'
}

@test "a spreadsheet's day numbers are months where they step by months" {
	periods 45292 45323 45352
	out_has '"45292" at line 2 column 1 is a spreadsheet'"'"'s day number in a column that steps by months'
	out_has '2024-03'
}

@test "the tenth month that lost its zero is told by its neighbours" {
	periods 2016.09 2016.1 2016.11
	out_has '"2016.1" at line 3 column 1 stands between .09 and .11, so it is October'
	out_has '2016-10'
}

@test "what can be no month tells that its column is of years" {
	periods 2011-12 2012-13 2013-14
	out_has '3 years that begin within another: "2012-13" at line 3 column 1 can be no month'
	err_has 'write every = year in the indicators that the file is about'
}

@test "digits alone are refused among periods with a mark" {
	periods 2024-01 202402 2024-03
	err_is 'loans.csv:3:1: error: "202402" is written in digits only, unlike others in its column; write it like the others in the file'
	out_has '1 not understood: "202402" at line 3 column 1'
}

@test "the digits behind a mark decide, of whatever width they are" {
	numbers 1,5 2
	out_has 'decimal comma: "1,5" at line 2 column 9 has 1 digit behind its comma'
	numbers １.２５ 2
	out_has 'decimal point: "１.２５" at line 2 column 9 has 2 digits behind its point'
	numbers 1.234,5 2
	out_has 'decimal comma: "1.234,5" at line 2 column 9 has both marks, the comma behind'
	numbers 1,234.5 2
	out_has 'has both marks, the point behind'
	numbers 1.234.567 2
	out_has 'decimal comma: "1.234.567" at line 2 column 9 has more than one point, so these are between groups'
	numbers 0,125 2
	out_has 'decimal comma: "0,125" at line 2 column 9 has a comma that cannot stand between groups of three'
	numbers 1 2
	out_has 'decimal point: no figure has a mark'
}

@test "the catalogue has the last word on the decimal mark" {
	numbers 1,234 2,345
	out_has 'decimal mark undecided: "1,234" at line 2 column 9 has three digits behind its mark'
	cat >>tidemark.conf <<<'source all { match = "*.csv"  decimal = comma }'
	does 0 inspect loans.csv
	out_has 'decimal comma: the source section says so'
	out_has '1.234'
	catalogue <<-'END'
		indicator loans { kind = stock  every = month }
		source all { match = "*.csv"  decimal = point }
	END
	does 0 inspect loans.csv
	out_has 'decimal point: the source section says so'
	out_has '1234'
}
