# helper: what every tests/cli/*.bats begins with (`load helper`).
#
# Each test starts in an empty folder of its own, with neither catalogue nor data. `tidemark` is the
# program under test ($TIDEMARK, else build/tidemark).
#
#     @test "a file that changes nothing makes no load" {
#         catalogue <<-'END'
#             indicator loans { kind = stock  every = month }
#         END
#         file loans.csv <<-'END'
#             month,loans
#             2024-05,2400.62
#         END
#         does 0 load loans.csv
#         does 0 load loans.csv
#         out_has "1 unchanged"
#         err_is ""
#     }

# shellcheck shell=bash disable=SC2154 # bats sets status, output and stderr
bats_require_minimum_version 1.5.0

PROJECT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
TIDEMARK=${TIDEMARK:-$PROJECT/build/tidemark}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset TIDEMARK_CONF NO_COLOR
}

tidemark() {
	# shellcheck disable=SC2086 # RUNNER holds a command and its options
	${RUNNER:-} "$TIDEMARK" "$@"
}

# file NAME: writes standard input to NAME, without the blanks that indent its first line.
file() {
	local line indent='' first=1

	mkdir -p "$(dirname "$1")"
	while IFS= read -r line || [[ $line ]]; do
		((first)) && indent=${line%%[![:blank:]]*} && first=0
		printf '%s\n' "${line#"$indent"}"
	done >"$1"
}

# catalogue: writes standard input to tidemark.conf.
catalogue() {
	file tidemark.conf
}

# does STATUS ARGUMENTS…: runs tidemark and fails unless it ends with that status.
# Afterwards $output holds standard output and $stderr standard error.
does() {
	local expected=$1

	shift
	run --separate-stderr tidemark "$@"
	if ((status != expected)); then
		echo "tidemark $*: status $status instead of $expected"
		show_streams
		return 1
	fi
}

show_streams() {
	printf '%s\n' "--- standard output" "$output" "--- standard error" "$stderr" "---"
}

# Standard output or standard error, as a whole or in part (a fixed text, not a pattern).
out_is() { same "standard output" "$output" "$1"; }
err_is() { same "standard error" "$stderr" "$1"; }
out_has() { holds "standard output" "$output" "$1"; }
err_has() { holds "standard error" "$stderr" "$1"; }
out_lacks() { lacks "standard output" "$output" "$1"; }
err_lacks() { lacks "standard error" "$stderr" "$1"; }

# file_is NAME: fails unless the file's content is standard input.
file_is() {
	diff -u - "$1"
}

same() {
	[[ $2 == "$3" ]] && return
	echo "$1 differs (- expected, + found):"
	diff -u <(printf '%s\n' "$3") <(printf '%s\n' "$2") | tail -n +3
	return 1
}

holds() {
	[[ $2 == *"$3"* ]] && return
	echo "$1 lacks: $3"
	show_streams
	return 1
}

lacks() {
	[[ $2 != *"$3"* ]] && return
	echo "$1 has: $3"
	show_streams
	return 1
}
