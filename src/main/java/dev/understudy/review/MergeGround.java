package dev.understudy.review;

import jakarta.inject.Singleton;

/**
 * What a merge looks at.
 *
 * @param looks how change requests stand
 * @param requests where they are kept
 */
@Singleton
record MergeGround(ChangeLooks looks, ChangeRequestRepository requests) {}
