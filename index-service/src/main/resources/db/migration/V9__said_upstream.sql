-- A hash other than sha256 that an upstream gave ('sha1=…'); and whether Larder found size and metadata's hash out itself,
-- so that no look puts back what the upstream says instead.
alter table file
  add claimed_hash text,
  add size_learnt boolean not null default false,
  add metadata_learnt boolean not null default false;
alter table file_state
  add claimed_hash text,
  add size_learnt boolean not null default false,
  add metadata_learnt boolean not null default false;

-- Since when, and how often, the upstream answered with a lower serial than it had before.
alter table project
  add behind_since timestamptz,
  add behind_looks integer not null default 0;

-- No index has come so far: such a serial would hold a project as it is for ever.
update project set look_serial = null where look_serial >= 9007199254740992;

-- The highest serial that each upstream said and that was believed (about: it is moved by leaps), and when.
create table upstream_serial (
  source integer primary key references source,
  serial bigint not null,
  noted timestamptz not null
);

-- What the last look that found a page left out of it: how things stand now, not history.
create table left_out (
  project bigint not null references project,
  what text not null,
  why text not null,
  count integer not null,
  examples text[] not null,
  primary key (project, what, why)
);
