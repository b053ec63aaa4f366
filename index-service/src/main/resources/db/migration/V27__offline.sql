-- Since when nothing is asked of a mirror's upstream, by an administrator's word; null where it is asked.
alter table source add offline_since timestamptz;
