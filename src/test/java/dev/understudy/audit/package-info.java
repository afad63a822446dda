/** Tests of the audit log. */
@NullMarked
package dev.understudy.audit;

import org.jspecify.annotations.NullMarked;
