/**
 * The node's journal: records of opaque bytes in a folder, written before an answer leaves and read once to be shipped.
 * It knows neither decisions nor databases.
 */
@NullMarked
package dev.understudy.decisionlog.journal;

import org.jspecify.annotations.NullMarked;
