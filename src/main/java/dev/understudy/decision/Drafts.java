package dev.understudy.decision;

import jakarta.inject.Singleton;

/**
 * Where drafts decide, and how much.
 *
 * @param workers their threads
 * @param heavy has those take turns that allocate much
 */
@Singleton
record Drafts(DraftWorkers workers, HeavyDrafts heavy) {}
