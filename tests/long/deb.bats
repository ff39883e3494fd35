#!/usr/bin/env bats
# The Debian package, as `make deb` builds it.

load ../cli/helper

has_the_tools() {
	local tool
	for tool in dpkg-buildpackage dh lintian; do
		command -v "$tool" >/dev/null || return 1
	done
}

setup_file() {
	has_the_tools || return 0
	git clone -q "$BATS_TEST_DIRNAME/../.." "$BATS_FILE_TMPDIR/sources"
	make -C "$BATS_FILE_TMPDIR/sources" --no-print-directory deb >"$BATS_FILE_TMPDIR/log" 2>&1 || {
		tail -n 40 "$BATS_FILE_TMPDIR/log"
		return 1
	}
}

setup() {
	has_the_tools || skip "debhelper or lintian is not installed"
	cd "$BATS_TEST_TMPDIR" || return
	package=$(echo "$BATS_FILE_TMPDIR"/sources/build/deb/tidemark_*.deb)
}

@test "the package is built without a complaint of lintian" {
	lintian --fail-on error,warning "${package%.deb}.changes"
}

@test "the program in the package works where it is unpacked" {
	dpkg -x "$package" root
	cp -r root/usr/share/doc/tidemark/examples/* .
	root/usr/bin/tidemark -c config/haian.conf load -q samples/report-2024-07.csv
	root/usr/bin/tidemark -c config/haian.conf show problems_done_pct | grep '^2024-06,22.7'
	[[ -s root/usr/share/man/man1/tidemark-load.1.gz ]]
}

@test "it installs in a bare Debian system, works there, and goes without a trace" {
	((EUID == 0)) || skip "needs root"
	command -v debootstrap >/dev/null || skip "debootstrap is not installed"
	run "$PROJECT/scripts/try-deb" "$package"
	echo "$output"
	((status != 77)) || skip "a bare system cannot be made here: ${lines[-1]}"
	((status == 0))
}
