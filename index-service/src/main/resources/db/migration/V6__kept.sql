-- Which objects any row names, asked a thousand at a time by whoever deletes the others.
create index file_kept on file (kept_key) where kept_key is not null;
create index file_kept_metadata on file (metadata_key) where metadata_key is not null;
