-- The log says from where something was done, and what people call who did it.
alter table change
  add by_name text,
  add from_address text;
