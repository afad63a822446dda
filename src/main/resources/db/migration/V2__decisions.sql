-- The decision log. Rows are written once, by COPY into a staging table and from there, and never changed.
-- Partitioned first by how long its ruleset keeps a decision, then by day (UTC), so that what is past its time goes by
-- dropping whole partitions: decision_keep_400 holds decision_keep_400_20260123. The service makes them, a day ahead.
create table decision (
    -- UUID of version 7: its first 48 bits are decided_at in milliseconds.
    id uuid not null,
    decided_at timestamp with time zone not null,
    keep_days integer not null,
    ruleset text not null,
    branch text not null,
    commit_id text not null,
    selected_by text not null,
    -- False for drafts, whose decisions are a lineage of their own.
    effective boolean not null,
    rollout_side text,
    -- What is longer than an index can take is cut, here and in tags: see dev.understudy.decisionlog.SearchText.
    routing_key text,
    caller text not null,
    engine text not null,
    -- JSON as it was sent and answered, byte for byte, but for sealed values: {"$sealed":"<key id>:<base64url>"}.
    body text not null,
    outcome text not null,
    -- [{"rule": "Short haul", "count": 1}], in the order of the first firing.
    fired_rules text not null,
    -- What a decision can be found by, for one index with statistics of its elements: 'rule:Short haul',
    -- 'type:Compensation', 'value:Compensation.amount=250'. Sealed values are not in it, nor more than 1,000 tags.
    tags text[] not null,
    steps bigint not null,
    firings integer not null,
    engine_nanos bigint not null,
    -- In this order it is also the index by time; keep_days is there because PostgreSQL wants each key of the partitions.
    constraint decision_pk primary key (decided_at, id, keep_days),
    constraint decision_keep_days_is_positive check (keep_days > 0),
    constraint decision_commit_is_sha1 check (commit_id ~ '^[0-9a-f]{40}$'),
    constraint decision_has_known_rollout_side check (rollout_side in ('baseline', 'candidate'))
)
partition by list (keep_days);

create index decision_by_ruleset on decision (ruleset, effective, decided_at desc, id desc);
create index decision_by_branch on decision (branch, decided_at desc, id desc);
create index decision_by_commit on decision (commit_id, decided_at desc, id desc);
create index decision_by_routing_key on decision (routing_key, decided_at desc, id desc) where routing_key is not null;
create index decision_by_tag on decision using gin (tags);
