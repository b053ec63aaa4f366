-- The commit of a change tells the relay, which listens, in the same round trip.
create function notify_change() returns trigger language plpgsql as $$
begin
  notify larder_changes;
  return null;
end
$$;

create trigger change_notification after insert on change
  for each statement execute function notify_change();
