-- TLS with an upstream, in PEM.
-- Certificates of authorities that are trusted for it beside the machine's.
alter table source add upstream_ca text;
-- What it is shown: a certificate, those that lead to its authority, and its private key.
alter table source add upstream_client_certificate text;
