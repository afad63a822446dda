package dev.understudy.gitrepo;

import dev.understudy.identity.Caller;

/**
 * Who pushes.
 *
 * @param caller the account
 * @param origin how the pusher's git names this service
 */
record Pusher(Caller caller, String origin) {}
