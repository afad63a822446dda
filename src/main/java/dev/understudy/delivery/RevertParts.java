package dev.understudy.delivery;

import jakarta.inject.Singleton;

/**
 * What a node needs for reverts.
 *
 * @param reverts the reverts
 * @param config how often it looks
 */
@Singleton
record RevertParts(Reverts reverts, DeliveryConfig config) {}
