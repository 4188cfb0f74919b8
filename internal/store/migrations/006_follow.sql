-- What is followed. Moments are seconds since 1970, 0 where there was none.

CREATE TABLE source (
	id       INTEGER PRIMARY KEY,
	address  TEXT    NOT NULL UNIQUE,
	host     TEXT    NOT NULL,
	kind     TEXT    NOT NULL,  -- feed | sitemap | page; empty until it has answered
	title    TEXT    NOT NULL,
	folder   TEXT    NOT NULL,
	etag     TEXT    NOT NULL,  -- of the last answer, as is modified
	modified TEXT    NOT NULL,
	gap      INTEGER NOT NULL,  -- seconds between two requests
	next     INTEGER NOT NULL,  -- when to ask again
	added    INTEGER NOT NULL,
	asked    INTEGER NOT NULL,
	answered INTEGER NOT NULL,
	newest   INTEGER NOT NULL,  -- when it brought something new
	failures INTEGER NOT NULL,  -- in a row
	error    TEXT    NOT NULL   -- the last one; empty where it has answered since
) STRICT;

CREATE INDEX source_host ON source (host, next);

CREATE TABLE entry (            -- an address that a source has named
	id        INTEGER PRIMARY KEY,
	source    INTEGER,          -- the first that named it; NULL where that is no longer followed
	address   TEXT    NOT NULL UNIQUE,
	host      TEXT    NOT NULL,
	title     TEXT    NOT NULL, -- as the source has it, like publisher, published and updated
	publisher TEXT    NOT NULL,
	published TEXT    NOT NULL,
	updated   TEXT    NOT NULL,
	state     TEXT    NOT NULL, -- waiting | read | failed (is tried again) | lost (is not) | gone (was read, and is no longer there)
	next      INTEGER NOT NULL, -- when to ask again; 0 for never, 1 for at once
	tries     INTEGER NOT NULL, -- failures in a row
	checks    INTEGER NOT NULL, -- answers
	etag      TEXT    NOT NULL,
	modified  TEXT    NOT NULL,
	document  INTEGER,
	found     INTEGER NOT NULL,
	asked     INTEGER NOT NULL,
	error     TEXT    NOT NULL
) STRICT;

CREATE INDEX entry_due ON entry (host, next) WHERE next > 0;
CREATE INDEX entry_source ON entry (source, state);

CREATE TABLE lease (            -- what only one process may do at a time
	name  TEXT    PRIMARY KEY,
	owner TEXT    NOT NULL,     -- host and process
	until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
