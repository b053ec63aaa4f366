-- The catalogue. Nothing that a page shows is overwritten: a row holds from one instant to another, and every beginning
-- and end carries the serial and the instant of the change that made it.

-- The one clock. Every change locks its row first; so commit order = serial order = instant order, without gaps.
create table clock (
  one boolean primary key default true check (one),
  serial bigint not null,
  instant timestamptz not null
);
insert into clock (serial, instant) values (0, clock_timestamp());

-- Every change, in order: the outbox that the relay sends from, and the log of who did what.
create table change (
  serial bigint primary key,
  instant timestamptz not null,
  kind text not null check (kind in ('published', 'page-changed', 'catalogue-changed')),
  source integer,
  project text,
  tags text[] not null,
  by text not null,
  request_id text
);

-- Ids come from sequences and are never used again: tokens carry them.
create table source (
  id integer generated always as identity primary key,
  name text not null,
  type text not null check (type in ('local-python', 'pypi')),
  upstream_url text,
  upstream_credential text,
  from_serial bigint not null,
  valid_from timestamptz not null,
  to_serial bigint,
  valid_to timestamptz,
  by text not null,
  check ((type = 'pypi') = (upstream_url is not null))
);
create unique index source_name on source (name) where valid_to is null;

create table repository (
  id integer generated always as identity primary key,
  name text not null,
  type text not null check (type in ('python')),
  description text not null,
  from_serial bigint not null,
  valid_from timestamptz not null,
  to_serial bigint,
  valid_to timestamptz,
  by text not null
);
create unique index repository_name on repository (name) where valid_to is null;

-- Which repository answers where a URL names none.
create table default_repository (
  repository integer not null references repository,
  from_serial bigint not null,
  valid_from timestamptz not null,
  to_serial bigint,
  valid_to timestamptz,
  by text not null
);
create unique index default_repository_one on default_repository ((true)) where valid_to is null;

create table subscription (
  repository integer not null references repository,
  source integer not null references source,
  position integer not null,
  from_serial bigint not null,
  valid_from timestamptz not null,
  to_serial bigint,
  valid_to timestamptz,
  by text not null
);
create unique index subscription_position on subscription (repository, position) where valid_to is null;

-- A name in a source. A row may stand for a definite no (looked at, not found, never owned).
-- last_serial and the look are where things stand now, not history.
create table project (
  id bigint generated always as identity primary key,
  source integer not null references source,
  name text collate "C" not null,
  display_name text not null,
  owned_serial bigint,
  owned_since timestamptz,
  last_serial bigint not null default 0,
  looked_at timestamptz,
  look_found boolean,
  look_serial bigint,
  look_etag text,
  unique (source, name)
);

-- 18 million rows: one index, on the project, which a file's name implies. The first state seen stands in the row itself.
-- sha256 is null, and blind_key set, for a file whose upstream gave no hash. missed_since: when a look first missed it.
create table file (
  id bigint generated always as identity,
  project bigint not null,
  from_serial bigint not null,
  to_serial bigint,
  visible_from timestamptz not null,
  visible_to timestamptz,
  upload_time timestamptz,
  missed_since timestamptz,
  size bigint,
  yanked boolean not null,
  metadata boolean not null,
  gpg_sig boolean,
  filename text not null,
  version text not null,
  sha256 bytea,
  blind_key text,
  requires_python text,
  yanked_reason text,
  metadata_sha256 bytea,
  provenance text,
  upstream_url text,
  kept_key text,
  metadata_key text,
  md5 bytea,
  blake2b bytea,
  check (sha256 is not null or blind_key is not null)
);
create index file_project on file (project);
-- A name in a local source is used once and for all.
create unique index file_local_name on file (project, filename) where kept_key is not null;

-- Later states of a file, each whole, from its change.
create table file_state (
  project bigint not null,
  file bigint not null,
  serial bigint not null,
  instant timestamptz not null,
  size bigint,
  yanked boolean not null,
  metadata boolean not null,
  gpg_sig boolean,
  sha256 bytea,
  requires_python text,
  yanked_reason text,
  metadata_sha256 bytea,
  provenance text,
  primary key (project, file, serial)
);

-- PEP 792: a project's status, from its change.
create table project_state (
  project bigint not null references project,
  serial bigint not null,
  instant timestamptz not null,
  status text,
  reason text,
  primary key (project, serial)
);
