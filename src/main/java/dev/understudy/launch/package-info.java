/** How the process starts and ends: commands, checks, and the embedded PostgreSQL. */
@NullMarked
package dev.understudy.launch;

import org.jspecify.annotations.NullMarked;
