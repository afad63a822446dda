-- Who is told of what happens.
create table webhook_subscription (
    id uuid not null,
    url text not null,
    description text not null,
    -- Globs of event types; any of them.
    events text[] not null,
    -- Names of rulesets; empty for all.
    rulesets text[] not null,
    -- Sealed like sensitive values of decisions are.
    secret text not null,
    -- The one before, which signs too until then.
    former_secret text,
    former_until timestamp with time zone,
    state text not null,
    state_reason text,
    -- It is told of what is recorded behind this number of the audit log.
    since bigint not null,
    created_by text not null,
    created_at timestamp with time zone not null,
    -- The node that is sending to it has it until then: one delivery at a time.
    lease uuid,
    leased_until timestamp with time zone,
    constraint webhook_subscription_pk primary key (id),
    constraint webhook_subscription_has_a_known_state check (state in ('ACTIVE', 'PAUSED', 'DISABLED')),
    constraint webhook_subscription_former_secret_ends check ((former_secret is null) = (former_until is null))
);

-- How far the audit log, which is written in the transactions of what it records, was handed on: one row.
create table webhook_cursor (
    one boolean not null default true,
    seq bigint not null,
    constraint webhook_cursor_pk primary key (one),
    constraint webhook_cursor_is_one_row check (one)
);
insert into webhook_cursor (seq) select coalesce(max(seq), 0) from audit_record;

-- What is sent, byte for byte.
create table webhook_event (
    id uuid not null,
    type text not null,
    body text not null,
    at timestamp with time zone not null,
    constraint webhook_event_pk primary key (id)
);

create index webhook_event_by_time on webhook_event (at);

create table webhook_delivery (
    id bigint generated always as identity,
    event uuid not null,
    subscription uuid not null,
    state text not null default 'PENDING',
    attempts int not null default 0,
    created_at timestamp with time zone not null,
    -- From when on its tries are counted: when it was made, or was asked for again.
    tried_since timestamp with time zone not null,
    due_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    last_status int,
    last_fault text,
    constraint webhook_delivery_pk primary key (id),
    constraint webhook_delivery_once unique (event, subscription),
    constraint webhook_delivery_of_an_event foreign key (event) references webhook_event (id) on delete cascade,
    constraint webhook_delivery_to_a_subscription foreign key (subscription)
        references webhook_subscription (id) on delete cascade,
    constraint webhook_delivery_has_a_known_state check (state in ('PENDING', 'DELIVERED', 'FAILED'))
);

create index webhook_delivery_due on webhook_delivery (subscription, due_at) where state = 'PENDING';
create index webhook_delivery_by_subscription on webhook_delivery (subscription, id desc);

-- Freezes that two people set aside for one rollout.
create table freeze_override (
    id uuid not null,
    rollout uuid not null,
    reason text not null,
    requested_by text not null,
    requested_at timestamp with time zone not null,
    confirmed_by text,
    confirmed_reason text,
    confirmed_at timestamp with time zone,
    -- When the freeze ends, and the override with it; null when it ends with the rollout.
    until timestamp with time zone,
    constraint freeze_override_pk primary key (id),
    constraint freeze_override_of_a_rollout foreign key (rollout) references rollout (id) on delete cascade,
    constraint freeze_override_takes_two check (confirmed_by <> requested_by),
    constraint freeze_override_is_whole check ((confirmed_by is null) = (confirmed_at is null))
);

create index freeze_override_by_rollout on freeze_override (rollout, requested_at desc);

-- When the first commit of what became live was written, which git was asked for once.
create table live_change (
    live bigint not null,
    first_commit_at timestamp with time zone,
    constraint live_change_pk primary key (live),
    constraint live_change_of_live_rules foreign key (live) references live_rules (id) on delete cascade
);

create index live_rules_by_time on live_rules (since);
create index rollout_rolled_back on rollout (started_at, ended_at) where state = 'ROLLED_BACK';
create index rollout_by_candidate on rollout (ruleset, candidate_tree) where state = 'PROMOTED';
create index change_request_by_candidate on change_request (candidate) where candidate is not null;
create index decision_feedback_bad on decision_feedback (ruleset, commit_id, at) where verdict = 'BAD';
create index live_rules_undone on live_rules (ruleset, id) where undone;
