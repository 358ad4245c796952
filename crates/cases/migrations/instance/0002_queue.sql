-- Whether something was asked of the citizen and not answered: kept with the case,
-- so that lists need not look at each case's requests.
ALTER TABLE cases ADD COLUMN is_asked BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE cases SET is_asked = TRUE WHERE id IN (SELECT case_id FROM completions WHERE answered_at IS NULL);

-- Each list is one index, read in order from where the page before ended. Those
-- that begin with the team serve agents who see their teams' cases only; no team
-- is '' there, since « IS NULL » keeps PostgreSQL from reading in order.
DROP INDEX cases_team;
CREATE INDEX cases_open_team ON cases (COALESCE(team, ''), filed_at, id) WHERE is_open;

DROP INDEX cases_assignee;
CREATE INDEX cases_assignee ON cases (assignee, filed_at, id) WHERE is_open AND assignee IS NOT NULL;

CREATE INDEX cases_free ON cases (filed_at, id)
    WHERE is_open AND assignee IS NULL AND (awaits_agent OR NOT (is_asked OR nature = 'waiting'));
CREATE INDEX cases_free_team ON cases (COALESCE(team, ''), filed_at, id)
    WHERE is_open AND assignee IS NULL AND (awaits_agent OR NOT (is_asked OR nature = 'waiting'));

CREATE INDEX cases_asked ON cases (filed_at, id) WHERE is_open AND (is_asked OR nature = 'waiting');
CREATE INDEX cases_asked_team ON cases (COALESCE(team, ''), filed_at, id) WHERE is_open AND (is_asked OR nature = 'waiting');

CREATE INDEX cases_answered ON cases (filed_at, id) WHERE is_open AND awaits_agent AND nature <> 'filed';
CREATE INDEX cases_answered_team ON cases (COALESCE(team, ''), filed_at, id) WHERE is_open AND awaits_agent AND nature <> 'filed';

CREATE INDEX cases_due ON cases (due_on, filed_at, id) WHERE is_open AND due_on IS NOT NULL;
CREATE INDEX cases_due_team ON cases (COALESCE(team, ''), due_on, filed_at, id) WHERE is_open AND due_on IS NOT NULL;

CREATE INDEX cases_open_teleservice ON cases (teleservice, filed_at, id) WHERE is_open;
CREATE INDEX cases_open_team_teleservice ON cases (COALESCE(team, ''), teleservice, filed_at, id) WHERE is_open;

CREATE INDEX cases_closed_team ON cases (COALESCE(team, ''), closed_at, id) WHERE NOT is_open;
CREATE INDEX cases_closed_teleservice ON cases (teleservice, closed_at, id) WHERE NOT is_open;
CREATE INDEX cases_closed_team_teleservice ON cases (COALESCE(team, ''), teleservice, closed_at, id) WHERE NOT is_open;

CREATE INDEX cases_name_team ON cases (COALESCE(team, ''), citizen_folded, filed_at, id);
