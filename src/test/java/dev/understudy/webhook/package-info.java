@NullMarked
package dev.understudy.webhook;

import org.jspecify.annotations.NullMarked;
