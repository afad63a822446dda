package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;

import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A branch of an analyst with a change of comments, so that it can become main without another test seeing it. */
final class Change {
    static final String REQUESTS = "/api/v1/change-requests";
    static final String DOSES = "dose-check/dose.drl";

    private static final AtomicInteger NOTES = new AtomicInteger();

    final Author author;
    final String branch;
    final long number;

    private Change(Author author, String branch, long number) {
        this.author = author;
        this.branch = branch;
        this.number = number;
    }

    /** Pushed by the analyst and asked for, with a comment in front of the doses. */
    static Change open(Path folder) {
        return open(folder, Change::note);
    }

    /** The same with another change. */
    static Change open(Path folder, Consumer<Author> edit) {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        edit.accept(author);
        author.push();
        int number = post("analyst", Map.of("branch", branch, "title", "A note"))
                .statusCode(201)
                .extract()
                .path("number");
        return new Change(author, branch, number);
    }

    /** Another comment that no other test writes. */
    static Author note(Author author) {
        return author.edit(DOSES, "(?m)^package", "// Note " + NOTES.incrementAndGet() + "\npackage");
    }

    /** Another rule that says something and never fires. */
    static Author rule(Author author) {
        return author.edit(
                DOSES,
                "\\n// --- Advice\\n",
                "\n// --- Advice\n\nrule \"Extra " + NOTES.incrementAndGet()
                        + "\"\nwhen\n    Advice(message == \"none\")\nthen\nend\n");
    }

    static ValidatableResponse post(String account, Map<String, ?> body) {
        return as(account).body(body).post(REQUESTS).then();
    }

    String path() {
        return REQUESTS + "/" + number;
    }

    ValidatableResponse get() {
        return as("analyst").get(path()).then().statusCode(200);
    }

    ValidatableResponse review(String account, String verdict) {
        return review(account, Map.of("verdict", verdict, "commit", author.head(), "text", "Looked at it."));
    }

    ValidatableResponse review(String account, Map<String, ?> body) {
        return as(account).body(body).post(path() + "/reviews").then();
    }

    ValidatableResponse merge(String account) {
        return merge(account, Map.of("expectedHead", author.head()));
    }

    ValidatableResponse merge(String account, Map<String, ?> body) {
        return as(account).body(body).post(path() + "/merge").then();
    }

    ValidatableResponse act(String account, String action) {
        return as(account).body("").post(path() + "/" + action).then();
    }
}
