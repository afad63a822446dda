-- Replays of many decisions: what was asked, how far it is, and what came of it. One node at a time works on one; the
-- others take it up when that node is gone. What has ended is never changed.
create table replay (
    -- UUID of version 7: in the order in which they were asked for.
    id uuid not null,
    -- SHA-256 of what the result depends on: content of the rules, what decides, and which decisions. Of those that were
    -- found when it was asked for, and once it is done of those that were decided.
    key text not null,
    state text not null,
    created_at timestamp with time zone not null,
    created_by text not null,
    ruleset text not null,
    -- JSON: the filters, as they were sent.
    filter text not null,
    sample_method text,
    sample_size integer,
    -- Which rules decide: the branch by its name, and what stays when the branch moves on.
    onto_branch text not null,
    onto_commit text not null,
    onto_tree text not null,
    engine text not null,
    -- The set of decisions that was found; newest and oldest are null when it is empty.
    newest uuid,
    oldest uuid,
    total bigint not null,
    -- Ids of a sample that had to be drawn, newest first.
    drawn uuid[],
    -- The checkpoint: after which decision to go on, which were counted until there, and what came of them (JSON).
    reached uuid,
    counted bigint not null,
    digest text,
    report text,
    -- How far it is, for who looks; a little ahead of the checkpoint.
    decided bigint not null,
    per_second double precision,
    -- Which node works on it, and until when nobody else may. Each claim has a number, so that a node that was thought
    -- gone can't write any more.
    node uuid,
    claim bigint not null,
    lease_until timestamp with time zone,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    -- A sentence that says why it failed.
    fault text,
    constraint replay_pk primary key (id),
    constraint replay_has_known_state check (state in ('QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    constraint replay_has_known_sample check (sample_method in ('NEWEST', 'SPREAD')),
    constraint replay_has_a_report_when_done check (state <> 'DONE' or report is not null),
    constraint replay_says_why_it_failed check (state <> 'FAILED' or fault is not null)
);

-- The same is worked on once at a time.
create unique index replay_under_way on replay (key) where state in ('QUEUED', 'RUNNING');
create index replay_by_result on replay (key) where state = 'DONE';
create index replay_queue on replay (id) where state in ('QUEUED', 'RUNNING');

create function replay_keep_what_has_ended() returns trigger language plpgsql as $$
begin
    raise exception 'A replay that has ended is not changed.';
end
$$;
create trigger replay_is_immutable before update on replay
    for each row when (old.state in ('DONE', 'CANCELLED', 'FAILED')) execute function replay_keep_what_has_ended();
