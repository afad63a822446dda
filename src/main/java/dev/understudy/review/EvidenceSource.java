package dev.understudy.review;

/** Gives what is known of changes. Thread-safe. */
@FunctionalInterface
interface EvidenceSource {
    /** What is known now; asks the database at most, and never waits for what is still worked out. */
    Evidence evidence(EvidenceQuestion question);
}
