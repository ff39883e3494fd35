#!/usr/bin/env bats
# scripts/install-deps, with stand-ins for dpkg-query, apt-get and sudo.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir bin
	for tool in bash env sed; do
		ln -s "$(command -v "$tool")" bin/
	done
	: >absent
	: >called
	# shellcheck disable=SC2016 # for the stand-in to expand
	stand_in dpkg-query 'while read -r name; do [[ ${!#} == "$name" ]] && exit 1; done <absent; echo -n installed'
	stand_in apt-get 'echo "apt-get $*" >>called'
	stand_in sudo 'echo sudo >>called; exec "$@"'
}

stand_in() {
	printf '#!/bin/bash\n%s\n' "$2" >"bin/$1"
	chmod +x "bin/$1"
}

install_deps() {
	run env PATH="$PWD/bin" "$PROJECT/scripts/install-deps" "$@"
	echo "$output"
}

@test "with nothing missing it says nothing and asks for nothing" {
	install_deps --all
	((status == 0))
	[[ -z $output && ! -s called ]]
}

@test "only what is missing is installed" {
	printf '%s\n' libcsv-dev bats >absent
	install_deps --test
	((status == 0))
	grep -qx 'apt-get .* update' called
	grep -qx 'apt-get .* install --no-install-recommends libcsv-dev bats' called
	(($(grep -c ^apt-get called) == 2))
}

@test "test tools are not asked for without --test" {
	echo bats >absent
	install_deps
	((status == 0))
	[[ ! -s called ]]
}

@test "where there is no Debian it names the packages and goes on" {
	rm bin/dpkg-query
	install_deps
	((status == 0))
	[[ $output == *"not a Debian system"*librrd-dev* && ! -s called ]]
}

@test "an unknown option is refused with how to use it" {
	install_deps --tests
	((status == 64))
	[[ $output == *"--test "* ]]
}

@test "without rights and without sudo it says what to run as root" {
	((EUID == 0)) || skip "needs root, to become nobody"
	command -v setpriv >/dev/null || skip "needs setpriv"
	echo libcsv-dev >absent
	rm bin/sudo
	chmod -R a+rX "$BATS_TEST_TMPDIR" "$BATS_RUN_TMPDIR"
	run env PATH="$PWD/bin" "$(command -v setpriv)" --reuid=65534 --clear-groups \
		bash "$PROJECT/scripts/install-deps"
	echo "$output"
	((status == 1))
	[[ $output == *"apt-get install libcsv-dev"* ]]
}
