/** Makes the rulesets that the fuzzer tries, by changing those that there are. */
@NullMarked
package dev.understudy.bench.fuzz.text;

import org.jspecify.annotations.NullMarked;
