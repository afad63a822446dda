package dev.understudy.delivery;

import dev.understudy.gitrepo.KeptCommits;
import jakarta.inject.Singleton;

/**
 * What a node needs for reverts.
 *
 * @param reverts the reverts
 * @param config how often it looks
 * @param kept keeps commits from git's housekeeping
 */
@Singleton
record RevertParts(Reverts reverts, DeliveryConfig config, KeptCommits kept) {}
