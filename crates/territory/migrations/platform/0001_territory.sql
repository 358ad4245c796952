-- Who is who: the Métropole and her communes, as they present themselves.
CREATE TABLE authorities (
    slug TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    insee TEXT,
    offer TEXT,
    primary_colour TEXT NOT NULL,
    accent_colour TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    website TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Their spaces: one database each.
CREATE TABLE instances (
    authority TEXT NOT NULL REFERENCES authorities (slug),
    stage TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (authority, stage)
);

-- Whom the Métropole lets run the platform.
CREATE TABLE operators (
    subject TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
