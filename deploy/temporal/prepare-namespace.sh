#!/bin/sh
# Makes the namespace, and the search attributes that runs are filtered by. Safe to run again.
# Reads TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE, as the temporal command itself does.
set -eu

: "${TEMPORAL_ADDRESS:=127.0.0.1:7233}" "${TEMPORAL_NAMESPACE:=default}"
export TEMPORAL_ADDRESS TEMPORAL_NAMESPACE

# Tries a command once a second for a minute; then says what was waited for, and ends.
await() {
  what=$1
  shift
  tries=0
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    if [ "$tries" -ge 60 ]; then
      echo "waited a minute for $what at $TEMPORAL_ADDRESS: $*" >&2
      "$@" >&2 || exit 1
    fi
    sleep 1
  done
}

await 'a healthy Temporal server' temporal operator cluster health

# A closed run can be retried from any step for as long as its history is kept.
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 720h

# The server knows a new namespace by its cache only, some seconds later.
await "the namespace $TEMPORAL_NAMESPACE" temporal operator search-attribute list

present=$(temporal operator search-attribute list)
for attribute in PipelineOwner PipelineStep PipelineState; do
  case $present in
    *"$attribute"*) ;;
    *) temporal operator search-attribute create --name "$attribute" --type Keyword ;;
  esac
done
