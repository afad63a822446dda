-- Who saw sensitive values in the clear, and what was asked for. Written before they are shown, and never changed.
create table look (
    id bigint generated always as identity,
    at timestamp with time zone not null,
    caller text not null,
    -- Path and query of the request.
    request text not null,
    constraint look_pk primary key (id)
);
create index look_by_time on look (at desc, id desc);
