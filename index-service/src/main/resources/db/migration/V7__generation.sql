-- How often a mirror's upstream changed, so that nobody takes for it what a former one gave.
alter table source add upstream_generation integer not null default 1;
