-- What changes do, as it was worked out: what an approver saw is what an auditor sees, also after a restart.
create table evidence (
    id bigint generated always as identity,
    change_request bigint not null,
    -- main and the branch.
    base text not null,
    head text not null,
    -- Both sides of each ruleset that is touched, merged onto main: JSON.
    candidate text not null,
    found_at timestamp with time zone not null,
    -- JSON of what is shown, and of what is counted on.
    document text not null,
    figures text not null,
    constraint evidence_pk primary key (id),
    constraint evidence_of_a_change_request foreign key (change_request) references change_request (id),
    constraint evidence_once_for_a_pair unique (change_request, base, head)
);

-- The decisions that a change request is decided again on: drawn once, so that two of its commits can be compared.
create table evidence_sample (
    id bigint generated always as identity,
    change_request bigint not null,
    ruleset text not null,
    drawn_at timestamp with time zone not null,
    -- Ids of decisions, newest first: the newest ones, and older ones whose outcomes are rare.
    newest uuid[] not null,
    rare uuid[] not null,
    looked_through bigint not null,
    constraint evidence_sample_pk primary key (id),
    constraint evidence_sample_of_a_change_request foreign key (change_request) references change_request (id)
);

create index evidence_sample_by_ruleset on evidence_sample (change_request, ruleset, id desc);

create function evidence_stays() returns trigger language plpgsql as $$
begin
    raise exception 'Evidence can''t be changed: % is refused', tg_op using errcode = 'insufficient_privilege';
end
$$;
create trigger evidence_stays before update or delete or truncate on evidence
    for each statement execute function evidence_stays();
alter table evidence enable always trigger evidence_stays;
create trigger evidence_sample_stays before update or delete or truncate on evidence_sample
    for each statement execute function evidence_stays();
alter table evidence_sample enable always trigger evidence_sample_stays;

-- What was begun and is not whole yet: a start takes it up again.
create table evidence_begun (
    change_request bigint not null,
    base text not null,
    head text not null,
    begun_at timestamp with time zone not null,
    constraint evidence_begun_pk primary key (change_request, base, head),
    constraint evidence_begun_of_a_change_request foreign key (change_request) references change_request (id)
);

-- Coverage and mutants of two trees of a ruleset, by a hash of both and of what compiles them. Can be dropped.
create table scenario_findings (
    key text not null,
    found_at timestamp with time zone not null,
    document text not null,
    constraint scenario_findings_pk primary key (key)
);

-- Where main and the branch were when a review was found to hold last, and what its author could see.
alter table review add column held_base text;
alter table review add column held_head text;
alter table review add column evidence bigint;
update review set held_head = commit_id,
    held_base = (select base_head from change_request where id = review.change_request);
alter table review alter column held_base set not null;
alter table review alter column held_head set not null;
alter table review add constraint review_saw_evidence foreign key (evidence) references evidence (id);

-- A main that is a remote's: where the candidate has to arrive, and when it did.
alter table change_request add column remote text;
alter table change_request add column pushed_at timestamp with time zone;
