#!/usr/bin/env bats
# Parts of the indicators, shared out to several processes or machines.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	{
		echo 'lang = en'
		echo 'group g { title = "G" }'
		for i in {1..60}; do
			echo "indicator i_$i { kind = stock  group = g  target = \"value >= $i at 2024-05\" }"
			echo "indicator twice_$i { kind = stock  formula = \"i_$i + i_$i\"  target = \"value >= 3 at 2024-05\" }"
		done
	} >tidemark.conf
	{
		echo indicator,area,period,value
		for i in {1..60}; do
			echo "i_$i,,2024-05,30"
			echo "i_$i,here,2024-05,$i"
		done
	} >figures.csv
	does 0 load figures.csv
}

@test "the parts together are the whole, and none is in two" {
	tidemark export | sort >whole
	for i in 1 2 3 4 5 6 7; do
		tidemark export --shard $i/7 | tail -n +2
	done | sort >parts
	sed -i /^indicator,/d whole
	diff whole parts
	(($(tidemark export --shard 3/7 | wc -l) > 5))
}

@test "a part judges as the whole does, formulas of other parts' figures too" {
	tidemark check --format csv --today 2024-06-30 | tail -n +2 | sort >whole || true
	for i in 1 2 3; do
		tidemark check --format csv --today 2024-06-30 --shard $i/3 | tail -n +2 || true
	done | sort >parts
	diff whole parts
	(($(wc -l <whole) == 120))
}

@test "an id stays in its part" {
	does 0 export --shard 1/4
	out_has "i_1,"
	does 0 export --shard 2/4 i_1
	out_is indicator,area,period,value,unit,flag,load,vintage
}

@test "charts and reports come in parts" {
	does 0 chart --today 2024-06-30 -o charts --shard 1/30
	run --separate-stderr tidemark check --format json --today 2024-06-30 --shard 1/30
	diff <(find charts -name '*.svg' -printf '%f\n' | sort) <(jq -r '.targets[].indicator + ".svg"' <<<"$output" | sort)
	(($(find charts -name '*.svg' | wc -l) >= 2))
	does 0 report --today 2024-06-30 -o report --shard 1/30
	diff <(find report/charts -name '*.svg' ! -name 'overview*' -printf '%f\n' | sed 's/-[0-9a-f]*\.svg$/.svg/' | sort) <(find charts -name '*.svg' -printf '%f\n' | sort)
}

@test "groups are only told of all indicators" {
	run --separate-stderr tidemark check --format json --today 2024-06-30 --shard 1/2
	jq -e '.groups == []' <<<"$output"
	run --separate-stderr tidemark check --format json --today 2024-06-30
	jq -e '.groups | length == 1' <<<"$output"
}

@test "what is no part is refused" {
	for shard in 0/4 5/4 1/0 4 a/b 1/2/3 -1/2 1/1000000 +1/2 ' 1/2'; do
		does 64 export --shard "$shard"
		err_has "expected I/N, such as 1/4 for the first of four parts"
	done
}
