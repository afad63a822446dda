/** Tells others of what happens, over HTTP: who wants to know, what is sent, and the tries to send it. */
@NullMarked
package dev.understudy.webhook;

import org.jspecify.annotations.NullMarked;
