-- An upload's signature and provenance (PEP 740), objects in S3 beside it; both came with it or never.
alter table file
  add signature_key text,
  add provenance_key text;
