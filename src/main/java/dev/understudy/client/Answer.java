package dev.understudy.client;

/** What one set of facts is answered. */
public sealed interface Answer permits Decided, Problem {}
