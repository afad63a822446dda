-- Changes that ask to become main, what people said of them, and who brought their commits.
create table change_request (
    id bigint generated always as identity,
    branch text not null,
    base text not null,
    author text not null,
    title text not null,
    text text not null,
    -- The declared blast radius: JSON of one line; null when none was declared.
    blast_radius text,
    state text not null,
    -- Where branch and base were when they were looked at last.
    head text not null,
    base_head text not null,
    -- What approvals were given for: equal marks, equal consequence.
    mark text not null,
    -- varchar, as Hibernate compares it.
    rulesets varchar[] not null,
    opened_at timestamp with time zone not null,
    updated_at timestamp with time zone not null,
    -- When the branch was rewritten last, instead of moved on.
    rewritten_at timestamp with time zone,
    overridden boolean not null default false,
    -- Counts whatever happens to it, so that what was looked at is known to be what is merged.
    revision bigint not null default 0,
    closed_at timestamp with time zone,
    closed_by text,
    closed_reason text,
    -- A merge: what is written before main moves, so that a start after a crash knows what was meant.
    candidate text,
    candidate_base text,
    merged_by text,
    merged_at timestamp with time zone,
    constraint change_request_pk primary key (id),
    constraint change_request_has_a_known_state check (
        state in ('OPEN', 'CHANGES_REQUESTED', 'APPROVED', 'ROLLING_OUT', 'MERGED', 'CLOSED')
    ),
    constraint change_request_is_not_onto_itself check (branch <> base),
    constraint change_request_title_has_a_length check (char_length(title) between 1 and 200),
    constraint change_request_text_is_bounded check (octet_length(text) <= 65536),
    constraint change_request_candidate_is_whole check (
        (candidate is null) = (candidate_base is null) and (candidate is null) = (merged_by is null)
    )
);

create unique index change_request_one_open_of_a_branch on change_request (branch)
    where state not in ('MERGED', 'CLOSED');
create index change_request_by_state on change_request (state, id desc);
create index change_request_by_author on change_request (author, id desc);
create index change_request_by_branch on change_request (branch, id desc);
create index change_request_by_ruleset on change_request using gin (rulesets);

create table review (
    id bigint generated always as identity,
    change_request bigint not null,
    author text not null,
    verdict text not null,
    commit_id text not null,
    text text not null,
    ruleset text,
    rule text,
    file text,
    line int,
    at timestamp with time zone not null,
    mark text not null,
    lapsed_at timestamp with time zone,
    lapsed_reason text,
    constraint review_pk primary key (id),
    constraint review_of_a_change_request foreign key (change_request) references change_request (id),
    constraint review_has_a_known_verdict check (verdict in ('APPROVE', 'REQUEST_CHANGES', 'COMMENT', 'OVERRIDE')),
    constraint review_text_is_bounded check (octet_length(text) <= 65536)
);

create index review_by_change_request on review (change_request, id);

-- Who pushed a commit first: whoever brought a commit does not approve it, whoever opened the change request.
create table commit_pusher (
    commit_id text not null,
    account text not null,
    branch text not null,
    pushed_at timestamp with time zone not null,
    constraint commit_pusher_pk primary key (commit_id)
);

create index commit_pusher_by_branch on commit_pusher (branch, pushed_at);
