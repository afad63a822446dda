package dev.understudy.review;

/**
 * Evidence is whole.
 *
 * @param request the number of its change request
 */
record EvidenceDone(long request) {}
