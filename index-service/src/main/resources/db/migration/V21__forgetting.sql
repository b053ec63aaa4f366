-- A 404 at an instant rests on the row's looked_at: such a row isn't forgotten. Written before the answer.
alter table project add relied_on boolean not null default false;
create index project_relied_on on project (source) where relied_on;

-- The names that no upstream has are among these. Of no column that a look writes, so that looks touch no index.
create index project_unowned on project (id) where owned_serial is null;

alter table left_out
  drop constraint left_out_project_fkey,
  add constraint left_out_project_fkey foreign key (project) references project on delete cascade;
