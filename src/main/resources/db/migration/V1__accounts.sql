-- Who can prove who it is with a password.
create table account (
    name text not null,
    password_hash text not null,
    roles text[] not null,
    groups text[] not null default '{}',
    created_at timestamp with time zone not null,
    disabled_at timestamp with time zone,
    constraint account_pk primary key (name),
    -- One spelling of a name, so that no two accounts differ in case alone.
    constraint account_name_is_lower_case check (name ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    constraint account_password_is_bcrypt check (password_hash like '$2%'),
    constraint account_has_known_roles check (
        cardinality(roles) > 0
        and roles <@ array['APP', 'ANALYST', 'REVIEWER', 'OPERATOR', 'AUDITOR', 'ADMIN']
    )
);
