package dev.understudy.gitrepo;

import java.time.Instant;
import java.util.Optional;

/**
 * A main that is promoted here, and not there yet.
 *
 * @param since when this node first tried, or noticed it after a start
 * @param tries how many pushes failed since
 * @param fault why the last of them did, without credentials; empty when none did
 */
public record PendingPush(Instant since, int tries, Optional<String> fault) {}
