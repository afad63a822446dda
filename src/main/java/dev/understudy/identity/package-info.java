/** Who calls: accounts, roles, and how a request proves whose it is. */
@NullMarked
package dev.understudy.identity;

import org.jspecify.annotations.NullMarked;
