-- Finding decisions: for the filters that no other index serves in the order of time.
create index decision_by_caller on decision (caller, decided_at desc, id desc);
-- Few rows are of drafts, and few of rollouts; among all the others they would be looked for long.
create index decision_of_drafts on decision (decided_at desc, id desc) where not effective;
create index decision_by_rollout_side on decision (rollout_side, decided_at desc, id desc) where rollout_side is not null;

-- Who reads decisions by SQL: the views that a branch has, and nothing else. A role belongs to all databases of a
-- server, so another one may have made it, and the account of the service may not be allowed to.
do $$
begin
    if not exists (select from pg_roles where rolname = 'understudy_reader') then
        create role understudy_reader nologin;
    end if;
exception
    when insufficient_privilege then
        raise notice 'This account may make no roles; an operator makes understudy_reader.';
    when duplicate_object or unique_violation then
        null;
end
$$;
