-- The spaces where each agent works: a projection, rebuilt from the instances.
CREATE TABLE agent_spaces (
    subject TEXT NOT NULL,
    instance TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (subject, instance)
);
