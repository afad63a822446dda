@NullMarked
package dev.understudy.decisionlog;

import org.jspecify.annotations.NullMarked;
