#!/usr/bin/env bats
# A disk that is full, of blocks or of inodes: nothing is half there, and once there is room all
# goes on. The disk is a small tmpfs in a name space of its own.

load ../cli/helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir small
	unshare -rm mount -t tmpfs tidemark-test small 2>/dev/null ||
		skip "a small file system cannot be mounted here"
	catalogue <<-'END'
		indicator loans { kind = stock  every = month }
	END
	file first.csv <<-'END'
		month,loans
		2024-01,100
		2024-02,101
	END
	file next.csv <<-'END'
		month,loans
		2024-02,101.5
		2024-03,102
	END
	{
		echo period,indicator,area,value
		for area in a{1..100}; do
			printf "2023-%s,loans,$area,1.25\n" {01..12}
		done
	} >areas.csv
}

# on_small_disk OPTIONS: runs standard input with a tmpfs of these options in small/.
on_small_disk() {
	{
		declare -f ends shows
		printf 'mount -t tmpfs -o %q tidemark-test small\n' "$1"
		cat
	} | TIDEMARK=$TIDEMARK unshare -rm bash -eu
}

# ends STATUS ARGUMENTS…: runs tidemark on the small disk; its words go to `said`.
ends() {
	local expected=$1 status=0

	shift
	"$TIDEMARK" -d small/data "$@" >said 2>&1 || status=$?
	((status == expected)) && return
	echo "tidemark $*: status $status instead of $expected"
	cat said
	return 1
}

# shows LINE: loans end so.
shows() {
	ends 0 show loans --format csv
	[[ $(tail -n 1 said) == "$1" ]]
}

@test "a load that does not fit has status 74 and passes once there is room" {
	on_small_disk size=512k <<-'END'
		ends 0 load first.csv
		fallocate -l 300k small/ballast
		ends 74 load areas.csv
		grep -q 'No space left on device' said
		shows 2024-02,101
		ends 0 verify
		rm small/ballast
		mount -o remount,size=2m small
		ends 0 load areas.csv
		ends 0 verify
		grep -q '2 ledger files, 101 databases' said
	END
}

@test "a disk full to the last block is still read and verified" {
	on_small_disk size=512k <<-'END'
		ends 0 load first.csv
		dd if=/dev/zero of=small/ballast bs=4k 2>/dev/null && exit 1
		ends 74 load next.csv
		ends 74 undo 1
		ends 74 rebuild
		shows 2024-02,101
		ends 0 verify
		rm small/ballast
		ends 0 load next.csv
		shows 2024-03,102
		ends 0 verify
	END
}

@test "a disk without a free inode has status 74 and leaves the old state" {
	on_small_disk nr_inodes=24 <<-'END'
		ends 0 load first.csv
		i=0
		while : 2>/dev/null >small/ballast$i; do i=$((i + 1)); done
		ends 74 load next.csv
		shows 2024-02,101
		ends 0 verify
		rm small/ballast*
		ends 0 load next.csv
		shows 2024-03,102
		ends 0 verify
	END
}

@test "a full disk keeps lost databases from coming back, and loses nothing" {
	on_small_disk size=512k <<-'END'
		ends 0 load first.csv
		rm -r small/data/rrd
		dd if=/dev/zero of=small/ballast bs=4k 2>/dev/null && exit 1
		ends 74 show loans
		ends 74 load next.csv
		rm small/ballast
		shows 2024-02,101
		ends 0 load next.csv
		shows 2024-03,102
		ends 0 verify
	END
}
