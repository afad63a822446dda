-- Candidates that decide too, and nobody is told.
create table shadow (
    -- That of its rollout, when it comes before the first stage of one.
    id uuid not null,
    ruleset text not null,
    -- The branch that was named; null for a rollout's. The commit is that of its head when it began.
    branch text,
    commit_id text not null,
    tree text not null,
    -- What decides for callers; when it is not live any more, the shadow ends.
    baseline text not null,
    baseline_tree text not null,
    unit_kind text not null,
    -- 256 random bits that draw whose decisions are shadowed; never changed.
    secret text not null,
    -- Parts per million of the units.
    ppm int not null,
    -- Percent of the decisions that change at most, as declared.
    declared_percent double precision,
    most_decisions bigint,
    ends_at timestamp with time zone,
    of_rollout boolean not null,
    state text not null,
    -- Why it ended.
    reason text,
    created_by text not null,
    created_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    constraint shadow_pk primary key (id),
    constraint shadow_has_a_known_state check (state in ('RUNNING', 'ENDED')),
    constraint shadow_secret_is_a_key check (secret ~ '^[0-9a-f]{64}$'),
    constraint shadow_draws_a_share check (ppm between 1 and 1000000)
);

create index shadow_running on shadow (ruleset) where state = 'RUNNING';
create index shadow_by_ruleset on shadow (ruleset, created_at desc);

-- What each node has seen of it since the node started; all of them together are what was seen.
create table shadow_count (
    shadow uuid not null,
    node uuid not null,
    seen bigint not null,
    without_unit bigint not null,
    drawn bigint not null,
    dropped bigint not null,
    same bigint not null,
    changed bigint not null,
    failed bigint not null,
    late bigint not null,
    -- JSON: differences by kind and by rule, with ids of decisions, and no outcome.
    report text not null,
    constraint shadow_count_pk primary key (shadow, node),
    constraint shadow_count_of_a_shadow foreign key (shadow) references shadow (id) on delete cascade
);

-- A rollout is shadowed before its first stage: its stage is -1 then.
alter table rollout drop constraint rollout_has_a_known_state;
alter table rollout add constraint rollout_has_a_known_state check (
    state in ('QUEUED', 'SHADOWING', 'RUNNING', 'PAUSED', 'HELD', 'PROMOTING', 'PROMOTED', 'ROLLED_BACK')
);
alter table rollout drop constraint rollout_stage_counts_from_0;
alter table rollout add constraint rollout_stage_counts_from_0 check (stage >= -1);
drop index rollout_one_under_way;
create unique index rollout_one_under_way on rollout (ruleset)
    where state in ('SHADOWING', 'RUNNING', 'PAUSED', 'HELD', 'PROMOTING');
