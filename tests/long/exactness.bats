#!/usr/bin/env bats
# Ten thousand figures of every frequency, of 1 to 15 digits and of any size, come back from the
# databases as the decimals that were loaded.

load ../cli/helper

# figures EVERY AREAS PERIODS: a long table of random figures for areas a1, a2, …
figures() {
	awk -v every="$1" -v areas="$2" -v periods="$3" '
	# The date of a day counted from 1980-01-01.
	function date(n,    y, m, days) {
		for (y = 1980; n >= (days = leap(y) ? 366 : 365); y++)
			n -= days
		for (m = 1; n >= (days = length_of(m, y)); m++)
			n -= days
		return sprintf("%d-%02d-%02d", y, m, n + 1)
	}
	function leap(y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) }
	function length_of(m, y) {
		return m == 2 ? 28 + leap(y) : (m == 4 || m == 6 || m == 9 || m == 11) ? 30 : 31
	}
	function period(n) {
		if (every == "day")
			return date(n)
		if (every == "week") # at most 52 a year, so that each of them exists
			return sprintf("%d-W%02d", 1980 + int(n / 52), n % 52 + 1)
		if (every == "month")
			return sprintf("%d-%02d", 1980 + int(n / 12), n % 12 + 1)
		if (every == "quarter")
			return sprintf("%d-Q%d", 1980 + int(n / 4), n % 4 + 1)
		return 1980 + n
	}
	function figure(    digits, count, text) {
		digits = sprintf("%07d%08d", rand() * 10000000, rand() * 100000000)
		count = 1 + int(rand() * 15)
		text = sprintf("%.15g", (rand() < 0.5 ? "-" : "") substr(digits, 1, count) \
			"e" int(rand() * 24) - 20)
		return text == "-0" ? "0" : text
	}
	BEGIN {
		srand(20240710)
		print "period,indicator,area,value"
		for (a = 1; a <= areas; a++)
			for (n = 0; n < periods; n++)
				printf "%s,x,a%d,%s\n", period(n), a, figure()
	}'
}

come_back() {
	local every=$1 areas=$2 periods=$3 a

	catalogue <<-END
		keep = 45
		indicator x { kind = ratio  every = $every }
	END
	figures "$@" >x.csv
	(($(wc -l <x.csv) > 10000))
	does 0 load x.csv
	for ((a = 1; a <= areas; a++)); do
		# the 53rd week of a year has no figure
		tidemark show "x/a$a" --format csv | tail -n +2 | grep -v ',$' >found
		awk -F, -v area="a$a" '$3 == area { print $1 "," $4 }' x.csv >expected
		(($(wc -l <expected) == periods))
		diff -q expected found >/dev/null || {
			diff expected found | head
			return 1
		}
	done
}

@test "ten thousand daily figures come back exactly" {
	come_back day 1 10000
}

@test "ten thousand weekly figures come back exactly" {
	come_back week 5 2000
}

@test "ten thousand monthly figures come back exactly" {
	come_back month 20 500
}

@test "ten thousand quarterly figures come back exactly" {
	come_back quarter 60 170
}

@test "ten thousand annual figures come back exactly" {
	come_back year 240 42
}
