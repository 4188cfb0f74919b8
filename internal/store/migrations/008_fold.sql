-- Copies and utterances are found behind the writing, by rules that do not ask
-- which document came first (fold.go). Ids of statements and positions hold the
-- day, the half hour, the document and the place in it: day * 2^36 + … The rows
-- are made anew from the records.

DROP TABLE utterance_source;
DROP TABLE band;
DROP TABLE utterance;
DROP TABLE statement;

ALTER TABLE document ADD COLUMN shingles INTEGER NOT NULL DEFAULT 0; -- how many it has
ALTER TABLE document ADD COLUMN folded   INTEGER NOT NULL DEFAULT 0; -- 0 until it was looked at as a copy

CREATE INDEX document_unfolded ON document (id) WHERE folded = 0;

CREATE TABLE statement (
	id         INTEGER PRIMARY KEY,          -- see date.go
	document   INTEGER NOT NULL REFERENCES document (id),
	local      TEXT    NOT NULL,             -- the statement's id in the record
	kind       TEXT    NOT NULL,
	party      TEXT    NOT NULL,
	speaker    TEXT    NOT NULL,             -- the actor's fullest name in the document
	said_how   TEXT    NOT NULL,             -- text | published | updated | fetched
	content    TEXT    NOT NULL,
	start      INTEGER NOT NULL,             -- of the content, in code points
	"end"      INTEGER NOT NULL,
	channel    TEXT    NOT NULL,
	occasion   TEXT    NOT NULL,
	language   TEXT    NOT NULL,
	confidence REAL    NOT NULL,
	via        INTEGER,                      -- outlet of the channel nearest to the speaker
	words      BLOB    NOT NULL,             -- what it says, for the fold (ledger.Words)
	utterance  INTEGER NOT NULL,             -- 0 until it is folded
	role       TEXT    NOT NULL,             -- first | copy | variant | repetition
	current    INTEGER NOT NULL
) STRICT;

CREATE INDEX statement_document ON statement (document);
CREATE INDEX statement_utterance ON statement (utterance);
CREATE INDEX statement_party ON statement (party, id);

CREATE TABLE utterance (                     -- one thing said once, however often it is printed
	id       INTEGER PRIMARY KEY,            -- the statement that the others are like
	head     INTEGER NOT NULL,               -- the statement of its first appearance
	variants INTEGER NOT NULL,               -- statements that report it
	sources  INTEGER NOT NULL                -- independent ones
) STRICT;

CREATE TABLE band (                          -- min-hash bands of utterances, for the search of repetitions
	key       INTEGER NOT NULL,
	statement INTEGER NOT NULL,
	PRIMARY KEY (key, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE echo (                          -- the same of the other statements
	key       INTEGER NOT NULL,
	statement INTEGER NOT NULL,
	PRIMARY KEY (key, statement)
) STRICT, WITHOUT ROWID;

DELETE FROM fingerprint;
DELETE FROM position;
DELETE FROM answer;
DELETE FROM role;
DELETE FROM cast_in;
DELETE FROM actor;
DELETE FROM reaction;
DELETE FROM shift;
DELETE FROM standing;
DELETE FROM cell;
DELETE FROM dirty;
UPDATE counter SET n = 0 WHERE name <> 'document';
UPDATE document SET original = id, origin = outlet, overlap = 0, folded = -1;
