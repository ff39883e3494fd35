#!/usr/bin/env bats
# Files that are too long, too wide, empty, or made of one thing only: a clear error, and no more
# memory than the file's size calls for.
# shellcheck disable=SC2154 # bats sets stderr
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		lang = en
		indicator loans { title = "Loans"  kind = stock  every = month }
	END
}

# within MEGABYTES STATUS ARGUMENTS…: as `does`, with that much address space and no more.
within() {
	local most=$1

	shift
	# the sanitizers and valgrind need far more for themselves
	if [[ -z ${RUNNER:-} ]] && ! grep -q __asan_init "$TIDEMARK"; then
		ulimit -S -v $((most * 1024))
	fi
	does "$@"
	ulimit -S -v unlimited
}

# repeated BYTES TEXT: that many bytes of TEXT.
repeated() {
	yes "$2" | tr -d '\n' | head -c "$1"
}

# table ROW…: rows below the usual header.
table() {
	printf '%s\n' 'month,Loans' "$@"
}

@test "a file without content" {
	: >empty.csv
	within 64 65 load empty.csv
	err_is 'empty.csv: error: file is empty'
	within 64 65 load /dev/null
	err_is '/dev/null: error: file is empty'
	for byte in ' ' '\n' '\r' '\xEF\xBB\xBF' '\xFF\xFE'; do
		printf '%b' "$byte" >x.csv
		within 64 65 load x.csv
		err_is 'x.csv: error: file is empty'
	done
	for byte in a ',' ';' '"' "'" 0 - '\0' '\xFF' '"\n' ',\n' '\xE6' '\xEF\xBB\xBF,'; do
		printf '%b' "$byte" >x.csv
		within 64 65 load x.csv
		err_has 'x.csv:'
	done
}

@test "a file of one line" {
	printf 'month,Loans' >x.csv
	within 64 65 load x.csv
	err_has 'x.csv: error: no row with figures found'
	printf '2024-01,5' >x.csv
	within 64 65 load x.csv
	err_has 'x.csv:1:9: error: the column has figures but no name'
	within 64 0 load --indicator loans x.csv
	out_has '1 figure: 1 new'
}

@test "what is no file to read" {
	mkdir folder.csv
	within 64 64 load folder.csv
	within 64 66 load nowhere.csv
	err_has 'nowhere.csv: error: cannot open: No such file or directory'
	within 64 66 load tidemark.conf/x.csv
	err_has 'Not a directory'
	((EUID)) || skip "root reads everything"
	table 2024-01,5 >x.csv
	chmod 000 x.csv
	within 64 66 load x.csv
	err_has 'x.csv: error: cannot open: Permission denied'
}

@test "a cell of more than 1 MiB" {
	table "2024-01,$(repeated $((2 << 20)) x)" '2024-02,2' '2024-03,3' >x.csv
	within 128 65 load x.csv
	err_has 'x.csv:2: error: a cell is longer than 1 MiB'
	table "2024-01,\"$(repeated $((2 << 20)) x)\"" '2024-02,2' '2024-03,3' >x.csv
	within 128 65 load x.csv
	err_has 'x.csv:2'
	# one of 1 MiB less one byte is merely no number, nor a label
	table "2024-01,$(repeated $(((1 << 20) - 1)) x)" '2024-02,2' '2024-03,3' >x.csv
	within 128 65 load x.csv
	err_is "x.csv:2:9: error: \"$(repeated 40 x)…\" is no number; mend the cell"
	table "2024-01,1" | sed -e "1s|Loans|$(repeated 100000 x)|" >x.csv
	within 128 65 load x.csv
	err_is "x.csv:1:7: error: no indicator is called \"$(repeated 40 x)…\"; mend the file"
}

@test "a record of more than 4 MiB" {
	{
		echo 'month,a,b,c,d,e,f'
		printf 2024-01
		for figure in 1 2 3 4 5 6; do
			printf ,
			repeated 900000 $figure
		done
		printf '\n2024-02,1,2,3,4,5,6\n'
	} >x.csv
	within 128 65 load x.csv
	err_has 'x.csv:2: error: a record is longer than 4 MiB'
}

@test "a line of 64 MiB" {
	{
		table
		printf '2024-01,'
		repeated $((64 << 20)) 1
		printf '\n2024-02,2\n'
	} >x.csv
	within 256 65 load x.csv
	err_has 'x.csv:2: error: a cell is longer than 1 MiB'
}

@test "more columns than 65,535" {
	{
		printf month
		seq 70000 | sed 's/^/,L/' | tr -d '\n'
		for month in 1 2; do
			printf '\n2024-0%d' $month
			repeated 140000 ,1
		done
	} >x.csv
	within 256 65 load x.csv
	err_has 'x.csv:1: error: a record has more than 65535 columns'
}

@test "very many columns that hold no figure" {
	{
		printf month,Loans
		seq 30000 | sed 's/^/,R/' | tr -d '\n'
		for month in 1 2; do
			printf '\n2024-0%d,1' $month
			repeated 60000 ,x
		done
	} >x.csv
	within 256 0 load x.csv
	[[ $(wc -l <<<"$stderr") == 21 ]]
	err_has 'x.csv: note: and 29980 more columns are not loaded'
}

@test "a file of one character only" {
	for character in '"' ',' ';' '|' "'" a 0 '\r' '\n' ' '; do
		for size in 1000000 4000000; do
			head -c $size /dev/zero | tr '\0' "$character" >x.csv
			within 128 65 load x.csv
			err_has 'x.csv:'
		done
	done
	for line in '"' ',,' '",' ',"' "'" - =; do
		yes "$line" | head -c 2000000 >x.csv
		within 192 65 load x.csv
		err_has 'x.csv:'
	done
}

@test "a NUL deep in the file" {
	{
		table
		yes 2024-01,1 | head -n 500000
		printf '2024-02,2\0\n'
	} >x.csv
	within 128 65 load x.csv
	err_has 'x.csv:500002: error: NUL at byte 5000021'
}

@test "a file of nothing but errors" {
	{
		table
		seq -f '2024-01,x%.0f' 300000
	} >x.csv
	within 256 65 load x.csv
	err_has 'x.csv:21:9: error: "x20" is no number'
	err_has 'x.csv: error: and 299980 more errors'
	[[ $(wc -l <<<"$stderr") == 21 ]]
	within 256 65 load --partial x.csv
	[[ $(wc -l <x.csv.rejects.csv) == 300001 ]]
}

@test "very many unknown labels" {
	{
		echo month,indicator,value
		seq -f '2024-01,label%.0f,1' 300000
	} >x.csv
	within 256 65 load x.csv
	err_has 'x.csv:21:9: error: no indicator is called "label20"'
	err_has 'x.csv: error: and 299980 more errors'
}

@test "very many areas" {
	{
		echo month,indicator,area,value
		seq -f '2024-01,loans,area%.0f,1' 300000
	} >x.csv
	within 512 0 load --dry-run x.csv
	out_has '300000 figures: 300000 new'
}

@test "very many periods that cannot be read" {
	{
		table
		yes 2024-01,1 | head -n 200000
		seq -f '20x%.0f,1' 100000
	} >x.csv
	within 256 65 load x.csv
	err_has 'x.csv:200002:1: error: "20x1" is no period'
	err_has 'x.csv: error: and 99980 more errors'
}

@test "very many quotes that are never closed" {
	{
		table
		for ((i = 0; i < 100; i++)); do
			echo '2024-01,"1'
			yes 2024-01,1 | head -n 2000
		done
	} >x.csv
	within 256 65 load x.csv
	err_has 'x.csv:2:9: error: '
	[[ $(wc -l <<<"$stderr") == 21 ]]
}

@test "a packed file that unpacks to a thousand times its size" {
	head -c 200000000 /dev/zero | tr '\0' a | gzip -9 >x.csv.gz
	within 256 65 load x.csv.gz
	err_is 'x.csv.gz: error: unpacks to more than 100 times its size; unpack it if that is meant'
	within 256 65 inspect x.csv.gz
	# a small one does no harm, and is judged by what it holds
	{ table 2024-01,1 && repeated 2000000 ' ' && echo; } | gzip -9 >x.csv.gz
	within 128 0 load x.csv.gz
}

@test "a pipe that never ends" {
	if [[ ${RUNNER:-} ]] || grep -q __asan_init "$TIDEMARK"; then
		skip "4 GiB without a limit"
	fi
	within 192 71 load - < <(yes 2024-01,1)
	err_has 'out of memory'
}

@test "a catalogue of includes, braces, steps or parentheses without an end" {
	for ((i = 1; i <= 12; i++)); do echo "include(\"c$((i + 1)).conf\")" >c$i.conf; done
	within 64 78 -c c1.conf check
	err_has 'c11.conf:1: error: includes go more than 10 files deep'
	echo 'include("c.conf")' >c.conf
	within 64 78 -c c.conf check
	err_has 'c.conf:1: error: includes go more than 10 files deep; does one include itself?'
	repeated 1000000 'indicator a {' >c.conf
	within 64 78 -c c.conf check
	err_has 'c.conf:1: error: the brace that opens here is never closed'
	printf 'indicator a { kind = stock }\nindicator b { formula = "a%s" }\n' "$(repeated 400000 ' + a')" >c.conf
	within 128 78 -c c.conf check
	err_has 'c.conf:2:1: error: formula has more than 200 steps'
	printf 'indicator a { kind = stock }\nindicator b { kind = ratio  formula = "%sa%s" }\n' \
		"$(repeated 100000 '(')" "$(repeated 100000 ')')" >c.conf
	within 128 0 -c c.conf check --catalogue
	printf 'indicator a { kind = stock  title = "%s" }\n' "$(repeated 1000000 x)" >c.conf
	within 128 0 -c c.conf check --catalogue
}
