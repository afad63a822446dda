package dev.understudy.decisionlog.query;

import org.jspecify.annotations.Nullable;

/**
 * What an export gives.
 *
 * @param query which decisions
 * @param after where it begins; null for the newest
 * @param most how many at most
 * @param format NDJSON or CSV
 * @param look how sealed values are shown
 */
record Export(LogQuery query, @Nullable Position after, int most, Format format, Unmasking.Look look) {}
