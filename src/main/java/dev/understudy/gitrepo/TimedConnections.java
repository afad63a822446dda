package dev.understudy.gitrepo;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/** HTTP connections with a time-out of their own for connecting; JGit knows one for all. */
final class TimedConnections extends JDKHttpConnectionFactory {
    private final Duration connectTimeout;

    TimedConnections(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return new Timed(url, (int) connectTimeout.toMillis());
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return new Timed(url, proxy, (int) connectTimeout.toMillis());
    }

    private static final class Timed extends JDKHttpConnection {
        private final int connectMillis;

        Timed(URL url, int connectMillis) throws IOException {
            super(url);
            this.connectMillis = connectMillis;
        }

        Timed(URL url, Proxy proxy, int connectMillis) throws IOException {
            super(url, proxy);
            this.connectMillis = connectMillis;
        }

        @Override
        public void setConnectTimeout(int ignored) {
            super.setConnectTimeout(connectMillis);
        }
    }
}
