-- Who did what, for ever. Each record carries the hash of the one before, so that a record that was removed or altered
-- shows; see dev.understudy.audit.AuditChain.
create table audit_record (
    seq bigint primary key,
    at timestamp with time zone not null,
    actor text not null,
    action text not null,
    subject text not null,
    ruleset text,
    -- JSON of one line, the hash of the record before among it: what is hashed, byte for byte. The columns above are
    -- there to find it by.
    record text not null,
    hash bytea not null,
    constraint audit_record_has_a_number check (seq > 0),
    constraint audit_record_has_a_sha256 check (length(hash) = 32)
);

create index audit_by_actor on audit_record (actor, seq desc);
create index audit_by_action on audit_record (action, seq desc);
create index audit_by_subject on audit_record (subject, seq desc);
create index audit_by_ruleset on audit_record (ruleset, seq desc) where ruleset is not null;
create index audit_by_time on audit_record (at);

-- The service writes with the account that owns this table, which no grant can keep from anything: so the table itself
-- refuses. 'always': not even a session that passes for a replica may.
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'The audit log can''t be changed: % is refused', tg_op using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_record_stays before update or delete or truncate on audit_record
    for each statement execute function audit_is_append_only();
alter table audit_record enable always trigger audit_record_stays;
revoke update, delete, truncate, references, trigger on audit_record from public;
