/** What differs between two rulesets: by rule, by cell, by field, and by line. */
@NullMarked
package dev.understudy.review.difference;

import org.jspecify.annotations.NullMarked;
