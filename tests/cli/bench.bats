# make bench, at a size of 20 series: what it measures goes on being done right.
load helper

# bench NAME=VALUE…: the measurements, once each.
bench() {
	run --separate-stderr env RUNS=1 INDICATORS=1 CHARTS=4 BENCH_DIR="$PWD" \
		BUILD="$(dirname "$TIDEMARK")" "$@" "$PROJECT/tests/bench/run"
}

@test "every row is measured, or says which peer is not installed" {
	bench
	err_is ""
	((status == 0))
	((${#lines[@]} > 10))
	for line in "${lines[@]:3}"; do
		[[ $line == *" s" || $line == *" MB" || $line == *"skipped: not installed: "* ]]
	done
}

@test "a peer that is not installed is said and left out" {
	mkdir bin
	ln -s "$(type -P env)" "$(type -P stat)" bin
	bench PATH="$PWD/bin" ONLY='W4'
	out_has "skipped: not installed: rrdtool"
	((status == 0))
}

@test "a program that does its work wrongly is not measured" {
	mkdir -p build/bench
	ln -s "$(dirname "$TIDEMARK")/bench/measure" build/bench/
	printf '#!/bin/sh\nexit 0\n' >build/tidemark
	chmod +x build/tidemark
	bench BUILD=build ONLY='W1 tenfold'
	((status == 70))
	err_has "load said no JSON"
}

@test "what is measured leaves nothing behind" {
	mkdir room
	bench ONLY='W2|W3' BENCH_DIR="$PWD/room"
	((status == 0))
	rmdir room
}

@test "a measurement that is ended leaves nothing behind either" {
	mkdir room
	RUNS=1000 INDICATORS=1 ONLY=W2 BENCH_DIR="$PWD/room" BUILD="$(dirname "$TIDEMARK")" \
		"$PROJECT/tests/bench/run" &
	until [[ -e $(echo room/*/month.csv) ]]; do
		kill -0 $!
		sleep 0.02
	done
	kill $!
	wait $! || (($? == 143))
	rmdir room
}
