-- The catalogue at any instant: what was still a fact of the day holds from one instant to another too.

-- The log says what was done, to what, and why.
alter table change
  add repository integer,
  add action text not null default 'look',
  add subject text,
  add comment text;
alter table change alter action drop default;
create index change_instant on change (instant);
create index change_project on change (source, project, serial);
create index change_name on change (project, serial) where project is not null;
create index change_repository on change (repository, serial) where repository is not null;

-- Until when an administrator has confirmed that the database's clock is right.
alter table clock add confirmed timestamptz;

alter table source add max_file_size bigint;

alter table repository
  add hidden boolean not null default false,
  add authenticated boolean not null default false;

-- A name holds from one instant to another; repository.name is the one that holds now.
create table repository_naming (
  repository integer not null references repository,
  name text not null,
  from_serial bigint not null,
  valid_from timestamptz not null,
  to_serial bigint,
  valid_to timestamptz,
  by text not null
);
create unique index repository_naming_held on repository_naming (name) where valid_to is null;
insert into repository_naming (repository, name, from_serial, valid_from, to_serial, valid_to, by)
  select id, name, from_serial, valid_from, to_serial, valid_to, by from repository;

-- What instants before a repository was made use: fixed before the first of them is answered.
create table repository_past (
  repository integer primary key references repository,
  sources integer[] not null,
  fixed timestamptz not null
);

-- A source claims the names that a pattern matches, at all instants, as long as the row has no end.
create table claim (
  source integer not null references source,
  pattern text not null,
  from_serial bigint not null,
  valid_from timestamptz not null,
  to_serial bigint,
  valid_to timestamptz,
  by text not null
);
create unique index claim_pattern on claim (pattern) where valid_to is null;

-- A mirror owns a project from its first file on, whenever it learnt of it.
update project p set owned_since = least(p.owned_since, (select min(f.visible_from) from file f where f.project = p.id))
  where p.owned_since is not null;

-- Owned once, released since.
create table former_ownership (
  project bigint not null references project,
  from_serial bigint not null,
  valid_from timestamptz not null,
  to_serial bigint not null,
  valid_to timestamptz not null
);
create index former_ownership_project on former_ownership (project);

-- A purged file is listed at no instant; its name stays used.
alter table file add purged_serial bigint;

-- A restored file, or one in the place of another, has the name of one that ended.
drop index file_local_name;
create unique index file_local_name on file (project, filename) where kept_key is not null and visible_to is null;

-- Objects that are to be deleted, until blob-service has done so.
create table doomed (
  id bigint generated always as identity primary key,
  kept_key text not null,
  sha256 bytea not null,
  serial bigint not null
);
