package dev.understudy.identity;

import java.util.Set;

/** Which paths want to know who calls. */
final class OpenPaths {
    /** What the remote of the rules calls; those beside it are our own API. */
    private static final String GIT_WEBHOOK = "/api/v1/webhooks/git";

    /** Public keys, which libraries fetch without credentials. */
    private static final String CONTEXT_KEYS = "/api/v1/context/keys";
    /** Who comes by a share link has a proof of their own, and may have an account too. */
    private static final Set<String> SHARE_LINKS = Set.of("/api/v1/share-links/open", "/api/v1/share-links/cookie");

    private OpenPaths() {}

    /** Whether anybody may go there. */
    static boolean isOpen(String path) {
        if (path.indexOf(';') >= 0) {
            // REST drops matrix parameters when it looks for a resource: "/api;x/v1" is "/api/v1" to it.
            return false;
        }
        return isUnder(path, GIT_WEBHOOK)
                || path.equals(CONTEXT_KEYS)
                || SHARE_LINKS.contains(path)
                || !(isUnder(path, "/api") || isUnder(path, "/git"));
    }

    /** Whether credentials don't even matter there: probes and the remote's webhook, which has a proof of its own. */
    static boolean ignoresCredentials(String path) {
        return isOpen(path) && (isUnder(path, GIT_WEBHOOK) || isUnder(path, "/q"));
    }

    private static boolean isUnder(String path, String folder) {
        return path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }
}
