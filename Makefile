# The same scripts serve people and CI: see ci/.
.PHONY: demo test test-stack check lock bench nightly suites faults clean

demo: ; @ci/demo
test: ; @ci/test
test-stack: ; @ci/stack
check: ; @ci/check
suites: ; @ci/suites
faults: ; @ci/faults
bench: ; @ci/bench
nightly: ; @ci/nightly
lock: ; @ci/lock
clean: ; rm -rf .venv .venv-* report .harness dist
