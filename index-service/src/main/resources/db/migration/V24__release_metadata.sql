-- What core metadata say of releases, by the file that says it: true for ever, whatever comes later.
create table release_metadata (
  file bigint primary key,
  project bigint not null,
  version text not null,
  summary text,
  author text,
  author_email text,
  license text,
  license_expression text,
  keywords text,
  -- null: not known, or longer than is kept
  requires_dist text[]
);

-- How far the reading has come. A project without a row, or with a serial of before, is still to be read.
create table metadata_reading (
  project bigint primary key references project on delete cascade,
  -- whose words are the project's now; null: nobody's
  file bigint,
  -- the project's newest change then
  serial bigint not null,
  -- how often it failed since that change, and when it is tried again
  tries integer not null,
  retry_at timestamptz
);
create index metadata_reading_retry on metadata_reading (retry_at) where retry_at is not null;

-- A file that ends speaks for its project no more; of one that is purged nothing is kept.
create function end_release_metadata() returns trigger language plpgsql as $$
begin
  update metadata_reading set file = null where project = new.project and file = new.id;
  if new.purged_serial is not null then
    delete from release_metadata where file = new.id;
  end if;
  return null;
end
$$;

create trigger file_end_release_metadata after update of visible_to, purged_serial on file
  for each row when (new.visible_to is not null or new.purged_serial is not null)
  execute function end_release_metadata();
