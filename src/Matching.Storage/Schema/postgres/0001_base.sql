-- The registry itself: how far it has come, the end of its audit, and proof that a key belongs to it. One row.
create table registry (
    id integer not null primary key check (id = 1),
    change bigint not null,
    children integer not null,
    relatives integer not null,
    families integer not null,
    items integer not null,
    suspects integer not null,
    audit_number bigint not null,
    audit_hash bytea not null,
    key_check bytea not null,
    created bigint not null
);

-- What people keep: every version of every record. The body is encrypted; beside it stand codes and states only.
create table records (
    kind integer not null,
    code text collate "C" not null,
    version integer not null check (version > 0),
    state text not null,
    unit text,
    case_code text,
    child_code text,
    family_code text,
    is_sealed integer not null check (is_sealed in (0, 1)),
    due bigint,
    body bytea not null,
    saved_at bigint not null,
    saved_by text not null,
    primary key (kind, code, version)
);

create index records_by_state on records (kind, state, code);
create index records_by_unit on records (kind, unit, code) where unit is not null;
create index records_by_case on records (kind, case_code, code) where case_code is not null;
create index records_by_child on records (kind, child_code, code) where child_code is not null;
create index records_by_family on records (kind, family_code, code) where family_code is not null;
create index records_by_due on records (kind, due) where due is not null;

-- Who did what, in a chain of hashes.
create table audit (
    number bigint not null primary key,
    at bigint not null,
    actor text not null,
    act text not null,
    subject text not null,
    details text not null,
    previous bytea not null,
    hash bytea not null
);

create index audit_by_subject on audit (subject, number);

-- Batches received. The outcome is encrypted.
create table submissions (
    number bigint not null primary key,
    submission_key text collate "C" not null unique,
    content bytea not null,
    laboratory text,
    row_count integer not null,
    accepted integer not null,
    refused integer not null,
    received_at bigint not null,
    outcome bytea not null
);

-- Nothing that was written down is ever changed or removed. A body may be encrypted anew, which changes the key in its header.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger records_are_kept before delete or truncate on records for each statement execute function refuse_change();

create trigger records_stay before update of kind, code, version, state, unit, case_code, child_code, family_code, is_sealed, due, saved_at, saved_by on records
    for each statement execute function refuse_change();

create trigger records_keep_their_body before update of body on records for each row when (substr(new.body, 1, 5) = substr(old.body, 1, 5))
    execute function refuse_change();

create trigger audit_is_kept before delete or truncate on audit for each statement execute function refuse_change();

create trigger audit_stays before update on audit for each statement execute function refuse_change();
