-- Finds summaries by any part of them, in either case. Written at once: what waits in a list is read by every search.
create index release_metadata_summary on release_metadata using gin (summary gin_trgm_ops) with (fastupdate = off);
-- Whether a text is rare decides how it is looked for.
alter table release_metadata alter column summary set statistics 1000;
