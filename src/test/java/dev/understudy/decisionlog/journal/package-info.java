/** Tests of the journal, which need no service. */
@NullMarked
package dev.understudy.decisionlog.journal;

import org.jspecify.annotations.NullMarked;
