package dev.understudy.problem;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Stops a body without a {@code Content-Length} once it has more bytes than {@link BodyLimits} give its path. */
@Provider
public final class UnannouncedBodyLimit implements ReaderInterceptor {
    private final UriInfo uri;

    @Inject
    UnannouncedBodyLimit(@Context UriInfo uri) {
        this.uri = uri;
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH) == null) {
            long limit = BodyLimits.limit(uri.getRequestUri().getPath());
            context.setInputStream(new Bounded(context.getInputStream(), limit));
        }
        return context.proceed();
    }

    private static final class Bounded extends FilterInputStream {
        private final long limit;
        private long total;

        Bounded(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            return count(read, read);
        }

        private int count(int result, int bytes) {
            if (result >= 0) {
                total += bytes;
                if (total > limit) {
                    throw BodyLimits.problem(limit);
                }
            }
            return result;
        }
    }
}
