-- How an upstream is reached. Lists are words with a blank between them.
-- In which kinds of inside addresses its host was when an administrator gave the URL; null where nobody looked.
alter table source add upstream_inside text;
-- Hosts and networks inside that it may lead to.
alter table source add upstream_allow text;
-- By which proxy, with its credential.
alter table source add upstream_proxy text;
-- What it answers, beside 404 and 410, where something isn't there.
alter table source add upstream_missing_status text;
