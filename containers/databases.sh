#!/bin/bash
# Run once by the PostgreSQL image on an empty volume: a database each for Larder and Keycloak, with a user of its own.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\set larder `cat /run/secrets/larder`
\set keycloak `cat /run/secrets/keycloak`
CREATE ROLE larder LOGIN PASSWORD :'larder';
CREATE DATABASE larder OWNER larder;
REVOKE ALL ON DATABASE larder FROM PUBLIC;
CREATE ROLE keycloak LOGIN PASSWORD :'keycloak';
CREATE DATABASE keycloak OWNER keycloak;
REVOKE ALL ON DATABASE keycloak FROM PUBLIC;
SQL
