/** What endpoints of several packages do alike: bodies, ids and numbers as callers write them, states that are followed. */
@NullMarked
package dev.understudy.http;

import org.jspecify.annotations.NullMarked;
