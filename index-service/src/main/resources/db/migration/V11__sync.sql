-- One change may touch many projects of a source: a batch of a sync. The change's own row names none then.
create table changed_project (
  source integer not null,
  project text collate "C" not null,
  serial bigint not null,
  primary key (project, source, serial)
);
create index changed_project_serial on changed_project (serial, project);

-- When a mirror syncs, as cron has it (UTC), or 'never'; null: as the configuration says.
alter table source add sync_schedule text;

-- Batches that are in the catalogue, so that one that comes again changes nothing; until their run is over.
create table applied_batch (
  id uuid primary key,
  run uuid not null,
  serial bigint not null,
  projects integer not null,
  files bigint not null,
  dropped text[] not null
);
create index applied_batch_run on applied_batch (run);

-- What the finished runs of a mirror come to, as long as it looks where it looked then.
-- looked_at: the newest run's start, which every name but those in unswept was looked at or after.
-- covered_until: the start of the newest run that left no name open, up to which root pages are known.
create table sweep (
  source integer primary key references source,
  run uuid not null,
  generation integer not null,
  looked_at timestamptz not null,
  upstream_serial bigint,
  covered_until timestamptz,
  -- The change that wrote it down.
  serial bigint not null default 0
);

-- Names that the newest run could not look at. looked_at: the start of the newest finished run in which that went well.
create table unswept (
  source integer not null references source,
  name text collate "C" not null,
  looked_at timestamptz,
  failing_since timestamptz not null,
  primary key (source, name)
);

-- Names that failed for so long that root pages of that time go without them, for ever.
create table root_gap (
  source integer not null references source,
  name text collate "C" not null,
  after timestamptz not null,
  until timestamptz not null,
  primary key (source, name, until)
);

-- What is to be looked at a second time.
create index file_missed on file (project) where missed_since is not null and visible_to is null;
