-- A sync of a mirror, from its list to the catalogue. Leases are by this database's clock.
-- phase: LIST, COMPARE, FETCH, FINISH; over: TIDY, REST (until the second look), SECOND_LOOK, OVER.
-- started_at: the catalogue's instant that all its looks were made at or after.
-- due_at: when a replica is to take it up; null when nothing is left to do.
create table run (
  id uuid primary key,
  source integer not null,
  source_name text not null,
  generation integer not null,
  state text not null,
  phase text not null,
  message text,
  requested_by text not null,
  request_id text,
  accept_shrink boolean not null,
  cancelled boolean not null default false,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  due_at timestamptz,
  again_at timestamptz,
  tries integer not null default 0,
  listed bigint,
  total bigint,
  done bigint not null default 0,
  failed bigint not null default 0,
  files bigint not null default 0,
  bytes bigint not null default 0,
  changed bigint not null default 0,
  upstream_serial bigint,
  list_serials boolean not null default false,
  lease_owner uuid,
  lease_until timestamptz
);
create unique index run_active on run (source) where finished_at is null;
create index run_newest on run (source, created_at);
create index run_due on run (due_at) where due_at is not null;

-- Names that are to be looked at, and which of them were: one bit each, in their order. Gone when all were.
create table chunk (
  run uuid not null references run on delete cascade,
  number integer not null,
  second_look boolean not null,
  size integer not null,
  names bytea not null,
  done bytea not null,
  lease_owner uuid,
  lease_until timestamptz,
  primary key (run, number)
);

-- What lies in the object store and isn't in the catalogue yet.
create table batch (
  id uuid primary key,
  run uuid not null references run on delete cascade,
  source integer not null,
  generation integer not null,
  looked_at timestamptz not null,
  second_look boolean not null,
  sent_at timestamptz
);
create index batch_run on batch (run);

-- What couldn't be looked at, until it could. run: the newest in which that failed.
create table failure (
  source integer not null,
  name text collate "C" not null,
  run uuid not null,
  serial bigint,
  etag text,
  tries integer not null,
  since timestamptz not null,
  last timestamptz not null,
  detail text not null,
  primary key (source, name)
);
create index failure_run on failure (run, name);
