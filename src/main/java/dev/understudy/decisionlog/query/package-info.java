/** Reading the decision log: over HTTP, as an export, and in SQL. */
@NullMarked
package dev.understudy.decisionlog.query;

import org.jspecify.annotations.NullMarked;
