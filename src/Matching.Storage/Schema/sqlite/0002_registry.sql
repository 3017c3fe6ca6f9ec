-- What is searched, what waits to be searched, what was compared and what was found. Moments are microseconds of UTC.

-- Interned texts; the digest (SHA-256) finds a text of any length. A panel is its loci, NAME or NAME|INHERITANCE, joined by semicolons.
create table panels (
    number integer primary key,
    digest blob not null unique,
    content text not null
) strict;

-- Who the members of an entry are to the missing child.
create table forms (
    number integer primary key,
    digest blob not null unique,
    content text not null
) strict;

-- The two sides have one shape and never share a table. Genotypes and tag are null once withdrawn; the tag also where too few loci are typed.
-- No foreign keys, here and below: what a row names is written under the same lock, and rows come by the million.
create table child_profiles (
    number integer primary key,
    version integer not null,
    panel integer not null,
    sex integer not null,
    category integer not null,
    state integer not null,
    added integer not null,
    submission integer not null,
    retired integer,
    drop_out real,
    tag blob,
    genotypes blob,
    person text not null,
    sample text,
    family text,
    role text,
    case_code text,
    laboratory text,
    kit text,
    quality text,
    legal_basis text,
    unique (person, version),
    check ((state = 0) = (retired is null)),
    check ((state = 2) = (genotypes is null))
) strict;
create index child_profiles_by_tag on child_profiles (tag) where state = 0 and tag is not null;
create index child_profiles_retired on child_profiles (retired) where retired is not null;

create table relative_profiles (
    number integer primary key,
    version integer not null,
    panel integer not null,
    sex integer not null,
    category integer not null,
    state integer not null,
    added integer not null,
    submission integer not null,
    retired integer,
    drop_out real,
    tag blob,
    genotypes blob,
    person text not null,
    sample text,
    family text,
    role text,
    case_code text,
    laboratory text,
    kit text,
    quality text,
    legal_basis text,
    unique (person, version),
    check ((state = 0) = (retired is null)),
    check ((state = 2) = (genotypes is null))
) strict;
create index relative_profiles_by_tag on relative_profiles (tag) where state = 0 and tag is not null;
create index relative_profiles_by_family on relative_profiles (family) where state = 0 and family is not null;
create index relative_profiles_retired on relative_profiles (retired) where retired is not null;


-- The lists that children are compared with, each numbered by itself. Members are numbers of relatives' profiles, four bytes each, little-endian.
create table standing_families (
    number integer primary key,
    part integer not null,
    form integer not null,
    added integer not null,
    retired integer,
    members blob not null,
    code text not null,
    note text
) strict;
create index standing_families_by_code on standing_families (code) where retired is null;
create index standing_families_retired on standing_families (retired) where retired is not null;

create table standing_items (
    number integer primary key,
    part integer not null,
    form integer not null,
    added integer not null,
    retired integer,
    members blob not null,
    code text not null,
    note text
) strict;
create index standing_items_by_code on standing_items (code) where retired is null;
create index standing_items_retired on standing_items (retired) where retired is not null;

create table standing_suspects (
    number integer primary key,
    part integer not null,
    form integer not null,
    added integer not null,
    retired integer,
    members blob not null,
    code text not null,
    note text
) strict;
create index standing_suspects_by_code on standing_suspects (code) where retired is null;
create index standing_suspects_retired on standing_suspects (retired) where retired is not null;


create table models (
    number integer primary key,
    name text not null,
    document text not null,
    digest blob not null,
    active integer not null
) strict;

-- A run with neither tiles nor a moment of its end was given up together with its model.
create table runs (
    number integer primary key,
    model integer not null,
    reason integer not null,
    requested_by text not null,
    started integer not null,
    change integer not null,
    children integer not null,
    relatives integer not null,
    families integer not null,
    items integer not null,
    suspects integer not null,
    engine text not null,
    tiles integer not null,
    finished integer
) strict;

-- Work that waits. A tile leaves in the transaction that writes its hits and its coverage. Numbers are never given twice.
create table tiles (
    number integer primary key autoincrement,
    later integer not null,
    run integer not null,
    model integer not null,
    kind integer not null,
    child_from integer not null,
    child_to integer not null,
    other_from integer not null,
    other_to integer not null
) strict;
create index tiles_by_run on tiles (run);
create index tiles_in_turn on tiles (later, number);

create table coverage (
    number integer primary key,
    model integer not null,
    kind integer not null,
    child_from integer not null,
    child_to integer not null,
    other_from integer not null,
    other_to integer not null,
    run integer not null,
    at integer not null,
    active_children integer not null,
    active_others integer not null,
    pairs integer not null,
    rescored integer not null,
    in_part integer not null,
    kernel text not null,
    unique (model, kind, child_from, child_to, other_from, other_to)
) strict;

-- Numbers stand before model and kind in both keys: a planner without statistics then has one index to choose for a range of numbers, and takes it.
create table hits (
    model integer not null,
    kind integer not null,
    child integer not null,
    other integer not null,
    member integer not null,
    relation integer not null,
    loci integer not null,
    log10 real not null,
    primary key (child, other, member, relation, kind, model)
) strict, without rowid;
create index hits_by_other on hits (other, kind, model);

-- Packed snapshots written since somebody was last withdrawn.
create table snapshots (
    stamp blob primary key
) strict;

-- What has been compared stays compared; a model stays what it was.
create trigger coverage_is_kept before delete on coverage begin
    select raise(abort, 'the coverage is append-only');
end;

create trigger coverage_stays before update on coverage begin
    select raise(abort, 'the coverage is append-only');
end;

create trigger models_are_kept before delete on models begin
    select raise(abort, 'models are append-only');
end;

create trigger models_stay before update of number, name, document, digest on models begin
    select raise(abort, 'models are append-only');
end;
