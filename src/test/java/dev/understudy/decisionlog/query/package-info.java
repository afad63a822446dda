/** Tests of reading the decision log. */
@NullMarked
package dev.understudy.decisionlog.query;

import org.jspecify.annotations.NullMarked;
