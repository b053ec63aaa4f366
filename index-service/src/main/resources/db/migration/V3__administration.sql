-- Whoever makes a source or a repository names its id in the log first, under the clock's lock.
alter table source alter id drop identity;
alter table repository alter id drop identity;

-- Since when a source looks where it looks now: what another index said before is not compared with what this one says.
alter table source add upstream_since timestamptz;
