package dev.understudy.review;

import dev.understudy.ruleset.BranchName;
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
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A branch that asks to become main. Changed by who holds its row alone; see {@link ChangeRequestRepository#locked}. */
@Entity
@Table(name = "change_request")
class ChangeRequest {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String branch;
    private String base;
    private String author;
    private String title;
    private String text;

    @Column(name = "blast_radius")
    private @Nullable String blastRadius;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    private ChangeState state;

    private String head;

    @Column(name = "base_head")
    private String baseHead;

    private String mark;
    private String[] rulesets;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "rewritten_at")
    private @Nullable Instant rewrittenAt;

    private boolean overridden;
    private long revision;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    @Column(name = "closed_by")
    private @Nullable String closedBy;

    @Column(name = "closed_reason")
    private @Nullable String closedReason;

    private @Nullable String candidate;

    @Column(name = "candidate_base")
    private @Nullable String candidateBase;

    @Column(name = "merged_by")
    private @Nullable String mergedBy;

    @Column(name = "merged_at")
    private @Nullable Instant mergedAt;

    private @Nullable String remote;

    @Column(name = "pushed_at")
    private @Nullable Instant pushedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields right after.
    protected ChangeRequest() {}

    @SuppressWarnings("NullAway.Init") // The database gives the number.
    ChangeRequest(String author, BranchName branch, Wording wording, Standing standing, Instant now) {
        this.author = author;
        this.branch = branch.value();
        this.base = BranchName.MAIN.value();
        this.title = wording.title();
        this.text = wording.text();
        this.blastRadius = wording.blastRadius();
        this.state = ChangeState.OPEN;
        this.head = standing.head().value();
        this.baseHead = standing.base().value();
        this.mark = standing.mark();
        this.rulesets = standing.rulesets().toArray(String[]::new);
        this.openedAt = now;
        this.updatedAt = now;
    }

    /**
     * What its author says of it.
     *
     * @param title one line
     * @param text Markdown, as it was written
     * @param blastRadius JSON of a {@link BlastRadius}, or null
     */
    record Wording(String title, String text, @Nullable String blastRadius) {}

    /**
     * Where it stands in git.
     *
     * @param head the head of its branch
     * @param base the head of main
     * @param mark of its consequence; see {@link Consequence#mark}
     * @param rulesets the names of those that it touches
     */
    record Standing(CommitId head, CommitId base, String mark, SortedSet<String> rulesets) {}

    /**
     * A move of main.
     *
     * @param onto where main is
     * @param candidate where it goes
     * @param by who wants it
     * @param overridden whether two people took the place of a rule of review
     */
    record Merge(CommitId onto, CommitId candidate, String by, boolean overridden) {}

    private void touched(Instant now) {
        updatedAt = now;
        revision++;
    }

    /** Takes other words. */
    void edit(Wording wording, Instant now) {
        title = wording.title();
        text = wording.text();
        blastRadius = wording.blastRadius();
        touched(now);
    }

    /** Its branch or main is elsewhere. */
    void follow(Standing standing, boolean rewritten, Instant now) {
        head = standing.head().value();
        baseHead = standing.base().value();
        mark = standing.mark();
        rulesets = standing.rulesets().toArray(String[]::new);
        if (rewritten) {
            rewrittenAt = now;
        }
        touched(now);
    }

    /** Somebody said something of it. */
    void reviewed(Instant now) {
        touched(now);
    }

    /** Reviews brought it to another state; while it is open and not rolling out. */
    void becomes(ChangeState next) {
        if (state.isOpen() && state != ChangeState.ROLLING_OUT) {
            state = next;
        }
    }

    void close(String by, String reason, Instant now) {
        state = ChangeState.CLOSED;
        closedAt = now;
        closedBy = by;
        closedReason = reason;
        touched(now);
    }

    void reopen(Standing standing, Instant now) {
        state = ChangeState.OPEN;
        closedAt = null;
        closedBy = null;
        closedReason = null;
        follow(standing, false, now);
    }

    /** Main is about to move to the candidate. */
    void begin(Merge merge, Instant now) {
        state = ChangeState.ROLLING_OUT;
        candidate = merge.candidate().value();
        candidateBase = merge.onto().value();
        mergedBy = merge.by();
        overridden = merge.overridden();
        touched(now);
    }

    /** Main did not move. */
    void abandon(Instant now) {
        state = ChangeState.OPEN;
        candidate = null;
        candidateBase = null;
        mergedBy = null;
        overridden = false;
        touched(now);
    }

    /** Main is the candidate; {@code upstream} is where it has to be pushed to, if anywhere. */
    void merged(Optional<String> upstream, Instant now) {
        state = ChangeState.MERGED;
        mergedAt = now;
        remote = upstream.orElse(null);
        touched(now);
    }

    /** The same after stages; {@code main} is the candidate, or its branch merged anew behind other rulesets. */
    void mergedAs(CommitId main, Optional<String> upstream, Instant now) {
        candidate = main.value();
        merged(upstream, now);
    }

    /** The remote has the candidate, too. */
    void pushed(Instant now) {
        pushedAt = now;
        touched(now);
    }

    /** Main has left the candidate again. */
    void dropped(Instant now) {
        mergedAt = null;
        remote = null;
        abandon(now);
    }

    /** Whether it is on main here, and has to arrive at a remote. */
    boolean isPending() {
        return state == ChangeState.MERGED && remote != null && pushedAt == null;
    }

    /** Where it has to arrive, or has arrived. */
    Optional<String> remote() {
        return Optional.ofNullable(remote);
    }

    Optional<Instant> pushedAt() {
        return Optional.ofNullable(pushedAt);
    }

    long number() {
        return id;
    }

    String subject() {
        return "change-request:" + id;
    }

    BranchName branch() {
        return new BranchName(branch);
    }

    BranchName base() {
        return new BranchName(base);
    }

    String author() {
        return author;
    }

    Wording wording() {
        return new Wording(title, text, blastRadius);
    }

    ChangeState state() {
        return state;
    }

    CommitId head() {
        return new CommitId(head);
    }

    CommitId baseHead() {
        return new CommitId(baseHead);
    }

    String mark() {
        return mark;
    }

    List<String> rulesets() {
        return List.of(rulesets);
    }

    /** The only ruleset that it touches; null when it is none or several, as the audit log wants it. */
    @Nullable
    String onlyRuleset() {
        return rulesets.length == 1 ? rulesets[0] : null;
    }

    Instant openedAt() {
        return openedAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Optional<Instant> rewrittenAt() {
        return Optional.ofNullable(rewrittenAt);
    }

    boolean isOverridden() {
        return overridden;
    }

    long revision() {
        return revision;
    }

    Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    Optional<String> closedBy() {
        return Optional.ofNullable(closedBy);
    }

    Optional<String> closedReason() {
        return Optional.ofNullable(closedReason);
    }

    Optional<CommitId> candidate() {
        return Optional.ofNullable(candidate).map(CommitId::new);
    }

    Optional<CommitId> candidateBase() {
        return Optional.ofNullable(candidateBase).map(CommitId::new);
    }

    Optional<String> mergedBy() {
        return Optional.ofNullable(mergedBy);
    }

    Optional<Instant> mergedAt() {
        return Optional.ofNullable(mergedAt);
    }
}
