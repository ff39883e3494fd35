#!/usr/bin/env bats
# Many files dropped while a collector watches and is killed again and again: whole ones, some that
# are written slowly, some that are refused, some twice. make test-long does it with 500.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		indicator loans { kind = stock }
	END
	mkdir inbox sent
	files=40
	[[ -z ${TIDEMARK_FULL_SIZE:-} ]] || files=500
	kills=0
	watcher=
}

teardown() {
	[[ -z $watcher ]] || kill -9 "$watcher" 2>/dev/null || true
}

# Each has a figure of its own, but for the refused ones and those that repeat the one before.
make_files() {
	local i text

	for ((i = 0; i < files; i++)); do
		case $((i % 10)) in
		4) text=$'period,indicator,area,value\n2024-05,nobody,a'$i$',1\n' ;;
		7) ;;
		*) text=$'period,indicator,area,value\n2024-05,loans,a'$i,1000$i$'\n' ;;
		esac
		printf %s "$text" >"sent/$i.csv"
	done
}

# Half of it makes a file, too, with another figure.
write_slowly() {
	local size

	size=$(stat -c %s "sent/$1")
	{
		head -c $((size - 3)) "sent/$1"
		sleep "0.$((RANDOM % 10))"
		tail -c 3 "sent/$1"
	} >"inbox/$1"
}

drop_files() {
	local i

	for ((i = 0; i < files; i++)); do
		case $((i % 10)) in
		[258]) write_slowly "$i.csv" & ;;
		*) cp "sent/$i.csv" inbox/ ;;
		esac
		((i % 20)) || sleep 0.2
	done
	wait
	touch dropped
}

watch() {
	"$TIDEMARK" -q collect --watch --settle 0.1 >>watched 2>&1 3>&- &
	watcher=$!
}

# What a killed collector had in hand three times is refused, since such a file may be why it ended.
put_back() {
	local reason

	while read -r reason; do
		mv "${reason%.txt}" inbox/
		rm "$reason"
	done < <(grep -rl --include='*.txt' 'was ended 3 times' inbox/rejected)
	"$TIDEMARK" -q collect
}

is_empty() {
	[[ -e dropped && -z $(find inbox -maxdepth 1 -type f) ]]
}

digests() {
	find "$@" -type f ! -path '*/rejected/*.txt' -exec sha256sum {} + | cut -d ' ' -f 1 | sort
}

@test "every figure is loaded once, and no file is lost, however often the collector is killed" {
	local tries=0

	make_files
	drop_files 3>&- &
	while ! is_empty; do
		watch
		sleep "0.$((RANDOM % 6 + 1))"
		kill -9 "$watcher"
		wait "$watcher" 2>/dev/null || true
		((++kills && ++tries < 2000))
		# a store on a slow machine needs an undisturbed moment now and then
		((kills % 10)) || {
			watch
			sleep 3
			kill -9 "$watcher"
			wait "$watcher" 2>/dev/null || true
		}
	done
	echo "# $kills kills" >&3
	put_back
	same files "$(digests inbox)" "$(digests sent)"
	same refused "$(find inbox/rejected -name '*.csv' | wc -l)" "$((files / 10))"
	same reasons "$(find inbox/rejected -name '*.csv.txt' | wc -l)" "$((files / 10))"
	same figures "$(grep -h ^loans/ data/ledger/*.csv | cut -d , -f 1,3 | sort)" \
		"$(cat sent/*.csv | grep ,loans, | sed 's/.*,loans,\(.*\)/loans\/\1/' | sort -u)"
	does 0 verify
	out_has 'all well'
	[[ -z $(find inbox -name '.*') ]]
}
