package dev.understudy.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.ruleset.CommitId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody said of a change. */
@Entity
@Table(name = "review")
class Review {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "change_request")
    private Long changeRequest;

    private String author;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    private Verdict verdict;

    @Column(name = "commit_id")
    private String commit;

    private String text;
    private @Nullable String ruleset;
    private @Nullable String rule;
    private @Nullable String file;
    private @Nullable Integer line;
    private Instant at;
    private String mark;

    @Column(name = "held_base")
    private String heldBase;

    @Column(name = "held_head")
    private String heldHead;

    private @Nullable Long evidence;

    @Column(name = "lapsed_at")
    private @Nullable Instant lapsedAt;

    @Column(name = "lapsed_reason")
    private @Nullable String lapsedReason;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields right after.
    protected Review() {}

    @SuppressWarnings("NullAway.Init") // The database gives the number.
    Review(ChangeRequest of, String author, Verdict verdict, String text, Spot spot, Instant at) {
        this.changeRequest = of.number();
        this.author = author;
        this.verdict = verdict;
        this.commit = of.head().value();
        this.text = text;
        this.ruleset = spot.ruleset();
        this.rule = spot.rule();
        this.file = spot.file();
        this.line = spot.line();
        this.at = at;
        this.mark = of.mark();
        this.heldBase = of.baseHead().value();
        this.heldHead = of.head().value();
    }

    /**
     * What it is about; all null for the whole change.
     *
     * @param ruleset its name
     * @param rule a rule's name
     * @param file a path from the top of the repository
     * @param line counted from 1
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Spot(
            @Nullable String ruleset,
            @Nullable String rule,
            @Nullable String file,
            @Nullable Integer line) {}

    /** Where main and the branch were when it was found to hold last. */
    record Held(CommitId base, CommitId head) {}

    /** It holds for where they are now, too. */
    void holds(ChangeRequest request) {
        heldBase = request.baseHead().value();
        heldHead = request.head().value();
    }

    Held held() {
        return new Held(new CommitId(heldBase), new CommitId(heldHead));
    }

    /** Whether it is an approval of which nobody knows yet whether it still holds. */
    boolean isLookedAtAgain(ChangeRequest request) {
        return verdict == Verdict.APPROVE
                && !isLapsed()
                && !held().equals(new Held(request.baseHead(), request.head()));
    }

    /** The evidence that was there when it was written; null when none was whole. */
    void saw(@Nullable Long number) {
        evidence = number;
    }

    Optional<Long> evidence() {
        return Optional.ofNullable(evidence);
    }

    /** It holds no more. */
    void lapse(String reason, Instant now) {
        lapsedAt = now;
        lapsedReason = reason;
    }

    long number() {
        return id;
    }

    String author() {
        return author;
    }

    Verdict verdict() {
        return verdict;
    }

    CommitId commit() {
        return new CommitId(commit);
    }

    String text() {
        return text;
    }

    Spot spot() {
        return new Spot(ruleset, rule, file, line);
    }

    Instant at() {
        return at;
    }

    /** Of what was approved; see {@link Consequence}. */
    String mark() {
        return mark;
    }

    boolean isLapsed() {
        return lapsedAt != null;
    }

    Optional<Instant> lapsedAt() {
        return Optional.ofNullable(lapsedAt);
    }

    Optional<String> lapsedReason() {
        return Optional.ofNullable(lapsedReason);
    }
}
