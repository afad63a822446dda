package dev.understudy.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where something is sent.
 *
 * @param uri an absolute URI of http or https
 */
record Target(URI uri) {
    private static final int LONGEST = 2_000;

    /** What can't be sent to, and why: a sentence for people. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** Reads what somebody wrote. Names are not looked up: what they stand for may change until something is sent. */
    static Target of(String text, WebhooksConfig config) throws Refused {
        URI uri;
        try {
            uri = new URI(text).parseServerAuthority();
        } catch (URISyntaxException _) {
            throw new Refused("This is no URL; https://example.org/hook is one.");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (text.length() > LONGEST
                || uri.getHost() == null
                || uri.getHost().isEmpty()
                || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new Refused("This has to be a URL of https with a host, of at most " + LONGEST + " characters.");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new Refused("The URL may have no account and no fragment; receivers check the signature.");
        }
        Target target = new Target(uri);
        if (target.isLiteral()) {
            var _ = target.addresses(config);
        } else if (!target.isEncrypted()
                && !config.allowHttp()
                && !uri.getHost().equalsIgnoreCase("localhost")) {
            throw new Refused(notEncrypted());
        }
        return target;
    }

    private static String notEncrypted() {
        return "Use https; plain http goes to this machine alone unless understudy.webhooks.allow-http is set.";
    }

    boolean isEncrypted() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    int port() {
        return uri.getPort() >= 0 ? uri.getPort() : isEncrypted() ? 443 : 80;
    }

    private boolean isLiteral() {
        String host = uri.getHost();
        return host.startsWith("[") || host.chars().allMatch(each -> each == '.' || each >= '0' && each <= '9');
    }

    /**
     * Looks its host up, and leaves out what may not be sent to. What is connected to is one of these, not what the name
     * stands for a moment later.
     *
     * @return never empty
     */
    List<InetAddress> addresses(WebhooksConfig config) throws Refused {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(uri.getHost());
        } catch (UnknownHostException _) {
            throw new Refused("The host can't be found.");
        }
        if (!isEncrypted() && !config.allowHttp() && !Arrays.stream(found).allMatch(InetAddress::isLoopbackAddress)) {
            throw new Refused(notEncrypted());
        }
        List<InetAddress> allowed = Arrays.stream(found)
                .filter(each -> config.allowPrivate() || Addresses.isPublic(each))
                .toList();
        if (allowed.isEmpty()) {
            throw new Refused("The host is this machine, or in a network that the internet does not reach; that is"
                    + " refused unless understudy.webhooks.allow-private is set.");
        }
        return allowed;
    }

    /** Path and query. */
    String path() {
        String path = Optional.ofNullable(uri.getRawPath())
                .filter(each -> !each.isEmpty())
                .orElse("/");
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Without path and query, which may hold secrets. */
    String origin() {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
