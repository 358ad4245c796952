-- What failed, newest first, whatever was done since: operators look at it.
CREATE INDEX jobs_failed ON jobs (id) WHERE state = 'failed';
