-- Finds names by what is in them further in than at their beginning, which the names' own order finds.
-- '-' parts words for pg_trgm, so that of "n-p" little would be left to look for; Q is a letter that no name has.
-- Written at once: what waits in a list is read by every search.
create extension if not exists pg_trgm;
create index project_name_within on project
  using gin (translate(substr(name, 2), '-', 'Q') gin_trgm_ops) with (fastupdate = off);
-- Whether a text is rare decides how it is looked for.
alter index project_name_within alter column 1 set statistics 1000;
