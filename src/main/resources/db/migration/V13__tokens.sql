-- What programs prove with who they are.
create table token (
    number bigint generated always as identity,
    id text not null,
    -- The program's.
    name text not null,
    -- The account that answers for it; it need not be one of this table account.
    owner text not null,
    rights text[] not null,
    -- Names of rulesets; empty for all.
    rulesets text[] not null,
    -- SHA-256 of the secret, in hexadecimal. The secret has 256 random bits, so a slow hash would add nothing.
    secret_hash text not null,
    -- The one before, which holds until then.
    former_hash text,
    former_until timestamp with time zone,
    created_by text not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    revoked_by text,
    revoked_at timestamp with time zone,
    -- To the minute.
    last_used_at timestamp with time zone,
    constraint token_pk primary key (id),
    constraint token_by_number unique (number),
    constraint token_has_known_rights check (
        cardinality(rights) > 0
        and rights <@ array['decide', 'branch:select', 'branch:effective', 'git']
    ),
    constraint token_hash_is_sha256 check (secret_hash ~ '^[0-9a-f]{64}$'),
    constraint token_former_secret_ends check ((former_hash is null) = (former_until is null)),
    constraint token_revoked_is_whole check ((revoked_by is null) = (revoked_at is null))
);

-- Two that are in use are never taken for each other in the logs.
create unique index token_name_in_use on token (name) where revoked_at is null;
