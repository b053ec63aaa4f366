-- Each time in which a source owned a name, ended or not: what lists, searches and counts names reads. It is made of project
-- and former_ownership, by triggers. Their rows are wide, and every look writes one anew; these are narrow and hardly ever
-- change, so a question reads few pages, and its index alone as long as autovacuum has seen them.
create table ownership (
  source integer not null,
  project bigint not null,
  valid_from timestamptz not null,
  valid_to timestamptz,
  name text collate "C" not null
);

-- Times of one project never overlap: a mirror that came to own a name again may have had it all the while.
create function ownership_spans(one bigint, since timestamptz)
returns table (valid_from timestamptz, valid_to timestamptz) language sql stable as $$
  select lower(r), upper(r) from (
    select unnest(range_agg(tstzrange(o.valid_from, o.valid_to))) r from (
      select f.valid_from, f.valid_to from former_ownership f where f.project = one
      union all select since, null where since is not null) o) s
$$;

create function note_ownership() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into ownership values (new.source, new.id, new.owned_since, null, new.name);
  else
    delete from ownership where source = new.source and name = new.name;
    insert into ownership select new.source, new.id, s.valid_from, s.valid_to, new.name
      from ownership_spans(new.id, new.owned_since) s;
  end if;
  return null;
end $$;

create trigger project_is_owned after insert on project
  for each row when (new.owned_since is not null) execute function note_ownership();
create trigger project_is_owned_now after update of owned_since on project
  for each row when (old.owned_since is distinct from new.owned_since) execute function note_ownership();

insert into ownership select p.source, p.id, p.owned_since, null, p.name from project p
  where p.owned_since is not null and not exists (select 1 from former_ownership f where f.project = p.id)
  order by p.source, p.name;
insert into ownership select p.source, p.id, s.valid_from, s.valid_to, p.name from project p
  cross join lateral ownership_spans(p.id, p.owned_since) s
  where exists (select 1 from former_ownership f where f.project = p.id);

-- In the order of names, with all that decides whether one is listed.
create unique index ownership_name on ownership (source, name, valid_from) include (valid_to, project);
-- Early dates have few names.
create index ownership_since on ownership (source, valid_from);
-- Names by what is in them further in than at their beginning, as V20 had it for project. Measured where 750,000 names are, in
-- processor time: a new name costs 118 us written at once (V20), 33 us where up to 4 MB wait in a list, 49 us where 512 kB do,
-- and 20 us without this index. Every search reads what waits: 6 ms of 4 MB, 0.8 ms of 512 kB. Moving it in, which one change
-- has to do while the clock is locked, takes some 200 ms of 4 MB, and 25 ms of 512 kB.
drop index project_name_within;
create index ownership_within on ownership
  using gin (translate(substr(name, 2), '-', 'Q') gin_trgm_ops) with (fastupdate = on, gin_pending_list_limit = 512);
-- Whether a text is rare decides how it is looked for.
alter index ownership_within alter column 1 set statistics 1000;
