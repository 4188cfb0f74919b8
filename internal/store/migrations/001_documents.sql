-- Where documents come from and what was read in them.

CREATE TABLE talks (
	id    TEXT PRIMARY KEY,
	title TEXT NOT NULL,
	hash  TEXT NOT NULL,      -- sha256 of body: documents read with another one can be read again
	body  TEXT NOT NULL       -- the parties and issues, JSON
) STRICT;

CREATE TABLE outlet (
	id   INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE -- publisher, else host, else "-"; agencies named as channels too
) STRICT;

CREATE TABLE page (
	id      INTEGER PRIMARY KEY,
	address TEXT NOT NULL UNIQUE -- URL without fragment, else the source as given
) STRICT;

CREATE TABLE document (
	id            INTEGER PRIMARY KEY,
	hash          TEXT    NOT NULL UNIQUE, -- sha256 of the source bytes
	page          INTEGER NOT NULL REFERENCES page (id),
	version       INTEGER NOT NULL,        -- 1, 2, … of its page
	current       INTEGER NOT NULL,        -- 1 where it is the page's newest version
	source        TEXT    NOT NULL,
	url           TEXT    NOT NULL,
	title         TEXT    NOT NULL,
	author        TEXT    NOT NULL,
	publisher     TEXT    NOT NULL,
	language      TEXT    NOT NULL,
	note          TEXT    NOT NULL,
	outlet        INTEGER NOT NULL REFERENCES outlet (id),
	day           INTEGER NOT NULL,        -- days since 1970-01-01 of the best date there is
	published     TEXT    NOT NULL,
	published_how TEXT    NOT NULL,
	updated       TEXT    NOT NULL,
	updated_how   TEXT    NOT NULL,
	fetched       TEXT    NOT NULL,
	fetched_how   TEXT    NOT NULL,
	pipeline      TEXT    NOT NULL,        -- version of what read it
	talks         TEXT    NOT NULL,        -- talks.hash it was read with, or empty
	original      INTEGER NOT NULL,        -- the document that it is a copy of, else its own id
	overlap       REAL    NOT NULL,        -- share of it that stands in the original
	origin        INTEGER NOT NULL REFERENCES outlet (id) -- the original's outlet: what counts as one source
) STRICT;

CREATE INDEX document_page ON document (page, version);
CREATE INDEX document_original ON document (original);
CREATE INDEX document_outlet ON document (outlet, day);

CREATE TABLE body (
	document INTEGER PRIMARY KEY REFERENCES document (id),
	bytes    BLOB NOT NULL, -- the source bytes, zstd
	text     BLOB,          -- the text, zstd; NULL where it is the source bytes
	record   BLOB NOT NULL  -- the record without its text, JSON, zstd
) STRICT;

CREATE TABLE sighting (     -- every place where the same bytes were found
	document INTEGER NOT NULL REFERENCES document (id),
	source   TEXT    NOT NULL,
	fetched  TEXT    NOT NULL,
	PRIMARY KEY (document, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE fingerprint (  -- sampled shingles, for the search of copies
	hash     INTEGER NOT NULL,
	day      INTEGER NOT NULL,
	document INTEGER NOT NULL,
	PRIMARY KEY (hash, day, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt (      -- what was tried and could not be read
	id     INTEGER PRIMARY KEY,
	source TEXT    NOT NULL,
	outlet INTEGER NOT NULL REFERENCES outlet (id),
	day    INTEGER NOT NULL,
	error  TEXT    NOT NULL,
	UNIQUE (source, day)
) STRICT;

CREATE INDEX attempt_outlet ON attempt (outlet, day);
