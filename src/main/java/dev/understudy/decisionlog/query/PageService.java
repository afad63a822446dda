package dev.understudy.decisionlog.query;

import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Right;
import dev.understudy.json.Utf8Sink;
import dev.understudy.routing.HeaderText;
import dev.understudy.ruleset.BranchName;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers queries of the log: a page, or an export. Thread-safe. */
@Singleton
class PageService {
    private static final Pattern ROUTING_KEY = Pattern.compile("([?&]routingKey=)[^&]*");
    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 1_000;
    private static final long PAGE_BYTES = 8 << 20;
    private static final int MOST_EXPORTED = 999_999_999;

    private final LogReader log;
    private final ExportService exports;
    private final Cursors cursors;
    private final ReaderBranch branches;
    private final Unmasking unmasking;
    private final Sealing sealing;

    PageService(
            LogReader log,
            ExportService exports,
            Cursors cursors,
            ReaderBranch branches,
            Unmasking unmasking,
            Sealing sealing) {
        this.sealing = sealing;
        this.log = log;
        this.exports = exports;
        this.cursors = cursors;
        this.branches = branches;
        this.unmasking = unmasking;
    }

    Response answer(UriInfo uri, List<MediaType> accepted, HttpServerRequest request, Caller caller) {
        QueryParameters parameters = QueryParameters.ofList(uri.getQueryParameters());
        LogQuery query = named(parameters.query(), caller);
        Format wanted = parameters.format();
        Format format = wanted == null ? Format.accepted(accepted) : wanted;
        int limit = format == Format.JSON
                ? parameters.limit(USUAL_LIMIT, MOST)
                : parameters.limit(MOST_EXPORTED, MOST_EXPORTED);
        Lineage lineage = query.namesLineage() ? null : branches.selected(request, caller);
        if (lineage != null) {
            query = query.seenBy(lineage);
        }
        String cursor = parameters.first("cursor");
        Position after = cursor == null ? null : cursors.read(cursor, query);
        Unmasking.Look look = unmasking.begin(caller, shown(request.uri(), query));
        Response.ResponseBuilder answer;
        if (format == Format.JSON) {
            try (look) {
                answer = page(query, after, limit, look, uri);
            }
        } else {
            answer = export(new Export(query, after, limit, format, look));
        }
        if (lineage != null) {
            answer.header("Rules-Lineage", header(lineage.byRuleset(query.ruleset())));
        }
        return answer.build();
    }

    /** To find somebody's decisions by a sensitive key is to see it. */
    private LogQuery named(LogQuery query, Caller caller) {
        String key = query.routingKey();
        return key == null || !caller.may(Right.SEE_SENSITIVE) ? query : query.orUnder(sealing.pseudonym(key));
    }

    /** What was asked, as it is recorded: with the pseudonym of a key that may be sensitive. */
    private static String shown(String uri, LogQuery query) {
        String pseudonym = query.orRoutingKey();
        return pseudonym == null ? uri : ROUTING_KEY.matcher(uri).replaceAll("$1" + pseudonym);
    }

    private Response.ResponseBuilder page(
            LogQuery query, @Nullable Position after, int limit, Unmasking.Look look, UriInfo uri) {
        Page page = log.read(query, after, limit, PAGE_BYTES);
        Position position = page.next();
        String next = position == null ? null : cursors.write(position, query);
        Utf8Sink out = new Utf8Sink(1 << 14);
        out.ascii("{\"decisions\":[");
        int start = out.size();
        for (KeptDecision decision : page.decisions()) {
            DecisionJson.write(decision, look, out);
            out.raw(',');
        }
        out.dropCommaSince(start);
        out.ascii("],\"next\":");
        if (next == null) {
            out.ascii("null");
        } else {
            out.text(next);
        }
        if (query.lineage() != null) {
            lineage(query.lineage().byRuleset(query.ruleset()), out);
        }
        out.raw('}');
        Response.ResponseBuilder answer = Response.ok(out.toByteArray(), MediaType.APPLICATION_JSON_TYPE);
        return next == null ? answer : answer.header("Link", link(uri, next));
    }

    private Response.ResponseBuilder export(Export export) {
        Page first;
        try {
            first = exports.first(export);
        } catch (RuntimeException e) {
            export.look().close();
            throw e;
        }
        // When it breaks off, so does the connection: a stream that merely ended would look whole.
        StreamingOutput stream = out -> exports.write(export, first, out);
        Response.ResponseBuilder answer =
                Response.ok(stream).header("Content-Type", export.format().contentType());
        return export.format() == Format.CSV
                ? answer.header("Content-Disposition", "attachment; filename=\"decisions.csv\"")
                : answer;
    }

    static byte[] json(KeptDecision decision, Unmasking.Look look) {
        Utf8Sink out = new Utf8Sink();
        DecisionJson.write(decision, look, out);
        return out.toByteArray();
    }

    private static void lineage(Map<String, String> branches, Utf8Sink out) {
        out.ascii(",\"lineage\":{");
        int start = out.size();
        branches.forEach((ruleset, branch) -> {
            out.text(ruleset);
            out.raw(':');
            out.text(branch);
            out.raw(',');
        });
        out.dropCommaSince(start);
        out.raw('}');
    }

    private static String header(Map<String, String> branches) {
        return branches.entrySet().stream()
                .map(each -> each.getKey() + "=" + HeaderText.of(new BranchName(each.getValue())))
                .collect(Collectors.joining(", "));
    }

    /** The same request with another cursor; relative, since a proxy may stand before us. */
    private static String link(UriInfo uri, String next) {
        String query = uri.getRequestUri().getRawQuery();
        Stream<String> same = query == null
                ? Stream.empty()
                : Arrays.stream(query.split("&", -1)).filter(each -> !each.isEmpty() && !each.startsWith("cursor="));
        return "<" + uri.getRequestUri().getRawPath() + "?"
                + Stream.concat(same, Stream.of("cursor=" + next)).collect(Collectors.joining("&"))
                + ">; rel=\"next\"";
    }
}
