package dev.understudy.identity;

/** Which paths want to know who calls. */
final class OpenPaths {
    private static final String WEBHOOKS = "/api/v1/webhooks/";

    private OpenPaths() {}

    /** Whether anybody may go there. */
    static boolean isOpen(String path) {
        if (path.indexOf(';') >= 0) {
            // REST drops matrix parameters when it looks for a resource: "/api;x/v1" is "/api/v1" to it.
            return false;
        }
        return path.startsWith(WEBHOOKS) || !(isUnder(path, "/api") || isUnder(path, "/git"));
    }

    /** Whether credentials don't even matter there: probes and webhooks, which have proofs of their own. */
    static boolean ignoresCredentials(String path) {
        return isOpen(path) && (path.startsWith(WEBHOOKS) || isUnder(path, "/q"));
    }

    private static boolean isUnder(String path, String folder) {
        return path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
    }
}
