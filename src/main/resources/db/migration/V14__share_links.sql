-- What somebody shows to others of a draft, for a while.
create table share_link (
    -- Of version 7, so that it sorts by the moment it was made.
    id uuid not null,
    branch text not null,
    -- A commit of the branch's past; null for its head, wherever that is.
    commit_id text,
    -- The one ruleset that it chooses the branch for; null when it shows decisions.
    ruleset text,
    -- The decisions that it shows; empty when it is for a ruleset.
    decisions uuid[] not null,
    bind text not null,
    -- The account or the network that alone may use it.
    bound_to text,
    -- SHA-256 of what the first browser was given.
    bound_hash bytea,
    most_uses int,
    uses int not null default 0,
    made_by text not null,
    made_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    revoked_at timestamp with time zone,
    revoked_by text,
    revoked_why text,
    constraint share_link_pk primary key (id),
    constraint share_link_has_one_scope check ((ruleset is null) = (cardinality(decisions) > 0)),
    constraint share_link_shows_at_most_100_decisions check (cardinality(decisions) <= 100),
    constraint share_link_has_a_known_bind check (bind in ('NONE', 'FIRST_USER', 'ACCOUNT', 'NETWORK')),
    constraint share_link_names_whom_it_is_bound_to check ((bound_to is not null) = (bind in ('ACCOUNT', 'NETWORK'))),
    constraint share_link_bound_hash_is_of_a_first_user check (bound_hash is null or bind = 'FIRST_USER'),
    -- However many use it at once.
    constraint share_link_is_not_used_more_often check (most_uses is null or uses <= most_uses),
    constraint share_link_ends check (expires_at > made_at),
    constraint share_link_revocation_is_whole check (
        (revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoked_why is null)
    )
);

create index share_link_by_maker on share_link (made_by, id desc);
create index share_link_by_branch on share_link (branch) where revoked_at is null;

-- Each time that one was used, for ever.
create table share_use (
    id bigint generated always as identity,
    link uuid not null,
    at timestamp with time zone not null,
    action text not null,
    address text not null,
    user_agent text not null,
    -- Null when nobody was signed in.
    caller text,
    -- What was decided; null when nothing was.
    decision uuid,
    constraint share_use_pk primary key (id),
    constraint share_use_of_a_link foreign key (link) references share_link (id),
    constraint share_use_has_a_known_action check (action in ('PAGE', 'COOKIE', 'DECISION', 'READ'))
);

create index share_use_by_link on share_use (link, id desc);

create function share_use_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'What share links were used for can''t be changed: % is refused', tg_op
        using errcode = 'insufficient_privilege';
end
$$;
create trigger share_use_stays before update or delete or truncate on share_use
    for each statement execute function share_use_is_append_only();
alter table share_use enable always trigger share_use_stays;
