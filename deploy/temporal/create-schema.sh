#!/bin/sh
# Makes Temporal's two databases and brings their schema up to the version of this image. Safe to run again.
set -eu

export SQL_PLUGIN=postgres12
export SQL_HOST="$POSTGRES_SEEDS"
export SQL_PORT="$DB_PORT"
export SQL_USER="$POSTGRES_USER"
export SQL_PASSWORD="$POSTGRES_PWD"

for name in temporal visibility; do
  case $name in
    temporal) database=temporal ;;
    visibility) database=temporal_visibility ;;
  esac
  # `create` and `setup-schema` leave what is there as it is.
  temporal-sql-tool --database "$database" create
  temporal-sql-tool --database "$database" setup-schema --version 0.0
  temporal-sql-tool --database "$database" update-schema \
    --schema-dir "/etc/temporal/schema/postgresql/v12/$name/versioned"
done
