-- Candidates that take over by stages.
create table rollout (
    id uuid not null,
    ruleset text not null,
    -- Whose branch becomes main, and the commit of it that was looked at.
    change_request bigint,
    head text not null,
    -- What decides for all others, and what takes over; commits, and git's trees of the ruleset's folder.
    baseline text not null,
    baseline_tree text not null,
    candidate text not null,
    candidate_tree text not null,
    -- The routing key that units are drawn by, as the baseline has it.
    unit_kind text not null,
    hides_unit boolean not null,
    -- JSON of the form of 'rollout' in ruleset.yaml.
    plan text not null,
    -- 256 random bits that draw who is in; never changed, and shown to auditors alone.
    secret text not null,
    state text not null,
    stage int not null default 0,
    -- How long the stage was running, pauses and the time without any node left out.
    ran_millis bigint not null default 0,
    ticked_at timestamp with time zone not null,
    -- Units that the candidate decided for in the stage; others are in rollout_unit.
    stage_units bigint not null default 0,
    -- JSON: what the guardrails have seen.
    ledger text not null,
    -- The last verdict, and why the state is what it is.
    verdict text,
    reason text,
    without_unit bigint not null default 0,
    candidate_decisions bigint not null default 0,
    baseline_decisions bigint not null default 0,
    -- Where main is to go, written before it moves.
    promoted text,
    created_by text not null,
    created_at timestamp with time zone not null,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    revision bigint not null default 0,
    constraint rollout_pk primary key (id),
    constraint rollout_has_a_known_state check (
        state in ('QUEUED', 'RUNNING', 'PAUSED', 'HELD', 'PROMOTING', 'PROMOTED', 'ROLLED_BACK')
    ),
    constraint rollout_secret_is_a_key check (secret ~ '^[0-9a-f]{64}$'),
    constraint rollout_stage_counts_from_0 check (stage >= 0)
);

create unique index rollout_one_under_way on rollout (ruleset)
    where state in ('RUNNING', 'PAUSED', 'HELD', 'PROMOTING');
create index rollout_by_state on rollout (state, created_at);
create index rollout_by_ruleset on rollout (ruleset, created_at desc);
create index rollout_by_change_request on rollout (change_request) where change_request is not null;

-- Units that were counted, each once for each kind, whichever node saw it.
create table rollout_unit (
    rollout uuid not null,
    kind text not null,
    stage int not null,
    unit bigint not null,
    constraint rollout_unit_pk primary key (rollout, kind, stage, unit),
    constraint rollout_unit_of_a_rollout foreign key (rollout) references rollout (id) on delete cascade
);

-- What callers say of decisions.
create table decision_feedback (
    decision uuid not null,
    ruleset text not null,
    commit_id text not null,
    verdict text not null,
    reason text not null,
    account text not null,
    at timestamp with time zone not null,
    -- What the guardrails count: the rollout, the unit, its side and its exposure; null when it was not drawn.
    rollout uuid,
    unit bigint,
    candidate boolean,
    ppm int,
    counted boolean not null default false,
    constraint decision_feedback_pk primary key (decision),
    constraint decision_feedback_has_a_known_verdict check (verdict in ('GOOD', 'BAD')),
    constraint decision_feedback_reason_is_bounded check (octet_length(reason) <= 4096)
);

create index decision_feedback_to_count on decision_feedback (rollout) where not counted;

-- What was live on main of each ruleset, one row for each change: what a revert goes back by.
create table live_rules (
    id bigint generated always as identity,
    ruleset text not null,
    commit_id text not null,
    tree text not null,
    since timestamp with time zone not null,
    cause text not null,
    -- A revert took it back: it is never gone back to.
    undone boolean not null default false,
    constraint live_rules_pk primary key (id),
    constraint live_rules_has_a_known_cause check (cause in ('MAIN', 'REVERT'))
);

create index live_rules_by_ruleset on live_rules (ruleset, id desc);

-- Rulesets that were reverted: live at once, written to git as soon as that can be.
create table reversion (
    id uuid not null,
    ruleset text not null,
    undone_commit text not null,
    undone_tree text not null,
    target_commit text not null,
    target_tree text not null,
    state text not null,
    -- The commit of main that says the same, written before main moves.
    git_commit text,
    attempts int not null default 0,
    fault text,
    reason text not null,
    reverted_by text not null,
    reverted_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    constraint reversion_pk primary key (id),
    constraint reversion_has_a_known_state check (state in ('PENDING', 'DONE', 'SUPERSEDED'))
);

create unique index reversion_one_pending on reversion (ruleset) where state = 'PENDING';
create index reversion_by_ruleset on reversion (ruleset, reverted_at desc);
