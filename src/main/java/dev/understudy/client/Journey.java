package dev.understudy.client;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request's way through several services. What the rules' branch was at its first decision is what all later ones
 * are decided by: an answer's context is kept here, and goes on in the {@code baggage} of each further request, to
 * Understudy and to other services alike. Thread-safe.
 *
 * <pre>{@code
 * Journey journey = Journey.fromOutside(request::headers);   // at the edge; Journey.fromInside behind it
 * journey.call(() -> {
 *     Decided decided = understudy.decide("flight-compensation", facts);
 *     return http.send(journey.applyTo(HttpRequest.newBuilder(next)).build(), ofString());
 * });
 * }</pre>
 */
public final class Journey {
    /** The header that says in plain text which branch it is, for meshes to route by. */
    static final String BRANCH = "Rules-Branch";

    private static final String CONTEXT = "Rules-Context";
    private static final String COOKIE = "Cookie";
    private static final String SESSION = "rules-session=";
    private static final ScopedValue<Journey> CURRENT = ScopedValue.newInstance();

    private final List<String> others;
    private final @Nullable String session;
    private final AtomicReference<@Nullable CarriedContext> context;

    private Journey(List<String> others, @Nullable String session, @Nullable CarriedContext context) {
        this.others = List.copyOf(others);
        this.session = session;
        this.context = new AtomicReference<>(context);
    }

    /** One that begins here. */
    public static Journey begin() {
        return new Journey(List.of(), null, null);
    }

    /**
     * One whose request comes from outside: what it says of a context is dropped, all other baggage goes on, and so does
     * the session flag in its cookies, to Understudy alone and until there is a context.
     *
     * @param headers gives all values of a header of the request; null or none when it has none
     */
    public static Journey fromOutside(Function<String, ? extends @Nullable List<String>> headers) {
        return new Journey(BaggageHeader.others(values(headers, BaggageHeader.NAME)), session(headers), null);
    }

    /**
     * One whose request comes from a service that is trusted. Nothing is verified here: whoever decides does, and
     * refuses a request that has {@code Rules-Branch} and has lost its context.
     *
     * @param headers gives all values of a header of the request; null or none when it has none
     */
    public static Journey fromInside(Function<String, ? extends @Nullable List<String>> headers) {
        List<String> baggage = values(headers, BaggageHeader.NAME);
        List<String> branch = values(headers, BRANCH);
        CarriedContext carried =
                CarriedContext.in(BaggageHeader.ours(baggage), branch.isEmpty() ? null : branch.getFirst());
        return new Journey(BaggageHeader.others(baggage), null, carried);
    }

    /** The one that this thread is on, inside of {@link #run} or {@link #call}. */
    public static Optional<Journey> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Runs something as a part of it: the client's calls carry its context. */
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /** The same for what gives something back. */
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /** The branch that its context names; empty while there is none. Of use for logs: nobody has verified it here. */
    public Optional<String> branch() {
        CarriedContext known = context.get();
        return known == null ? Optional.empty() : Optional.ofNullable(known.branch());
    }

    /** Sets {@code baggage} and {@code Rules-Branch}, in place of what the request has of them; gives it back. */
    public HttpRequest.Builder applyTo(HttpRequest.Builder request) {
        CarriedContext known = context.get();
        String baggage = BaggageHeader.write(known == null ? List.of() : known.entries(), others);
        if (!baggage.isEmpty()) {
            request.setHeader(BaggageHeader.NAME, baggage);
        }
        if (known != null && known.branch() != null) {
            request.setHeader(BRANCH, DecisionRequest.headerText(known.branch()));
        }
        return request;
    }

    /** The same for a decision. */
    void applyToDecision(HttpRequest.Builder request) {
        applyTo(request);
        if (session != null && context.get() == null) {
            request.setHeader(COOKIE, SESSION + session);
        }
    }

    /** The first answer that has a context settles it. */
    void learn(HttpHeaders answer) {
        answer.firstValue(CONTEXT).ifPresent(token -> context.compareAndSet(null, CarriedContext.of(token)));
    }

    private static List<String> values(Function<String, ? extends @Nullable List<String>> headers, String name) {
        List<String> values = headers.apply(name);
        return values == null ? List.of() : values;
    }

    private static @Nullable String session(Function<String, ? extends @Nullable List<String>> headers) {
        for (String header : values(headers, COOKIE)) {
            for (String each : header.split(";", -1)) {
                String cookie = each.strip();
                if (cookie.startsWith(SESSION) && cookie.length() > SESSION.length()) {
                    return cookie.substring(SESSION.length());
                }
            }
        }
        return null;
    }
}
