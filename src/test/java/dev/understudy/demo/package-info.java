/** Tests of the demo, against a small HTTP server that plays the service. */
@NullMarked
package dev.understudy.demo;

import org.jspecify.annotations.NullMarked;
