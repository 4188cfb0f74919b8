-- What was said, by whom, and where it leaves the parties.
-- Ids of statements and positions are day * 2^24 + number, so that a walk by id
-- is a walk through time: "the newest first, at most 50" never sorts.

CREATE TABLE actor (
	id         INTEGER PRIMARY KEY,
	name       TEXT NOT NULL,
	kind       TEXT NOT NULL,
	party      TEXT NOT NULL,
	fold       TEXT NOT NULL,               -- the name in lower case, for the search
	documents  INTEGER NOT NULL DEFAULT 0,
	statements INTEGER NOT NULL DEFAULT 0,
	first      INTEGER NOT NULL,            -- day
	last       INTEGER NOT NULL,            -- day
	UNIQUE (name, kind, party)
) STRICT;

CREATE INDEX actor_fold ON actor (fold);
CREATE INDEX actor_unknown ON actor (party, statements DESC);

CREATE TABLE cast_in (                       -- who is named in which document
	document INTEGER NOT NULL REFERENCES document (id),
	local    TEXT    NOT NULL,               -- the actor's id in the record
	actor    INTEGER NOT NULL REFERENCES actor (id),
	statements INTEGER NOT NULL,
	PRIMARY KEY (document, local)
) STRICT, WITHOUT ROWID;

CREATE INDEX cast_actor ON cast_in (actor, document);

CREATE TABLE role (
	actor     INTEGER NOT NULL REFERENCES actor (id),
	title     TEXT    NOT NULL,
	of        TEXT    NOT NULL,
	day       INTEGER NOT NULL,
	document  INTEGER NOT NULL REFERENCES document (id),
	PRIMARY KEY (actor, title, of, day, document)
) STRICT, WITHOUT ROWID;

CREATE INDEX role_document ON role (document);

CREATE TABLE utterance (                     -- one thing said once, however often it is printed
	id       INTEGER PRIMARY KEY,
	party    TEXT    NOT NULL,
	day      INTEGER NOT NULL,               -- of its first appearance
	head     INTEGER NOT NULL,               -- the statement of its first appearance
	speaker  TEXT    NOT NULL,
	words    BLOB    NOT NULL,
	variants INTEGER NOT NULL DEFAULT 0,     -- statements that report it
	sources  INTEGER NOT NULL DEFAULT 0      -- independent ones
) STRICT;

CREATE INDEX utterance_party ON utterance (party, day);

CREATE TABLE utterance_source (
	utterance INTEGER NOT NULL REFERENCES utterance (id),
	origin    INTEGER NOT NULL REFERENCES outlet (id),
	PRIMARY KEY (utterance, origin)
) STRICT, WITHOUT ROWID;

CREATE TABLE band (                          -- min-hash bands of utterances, for the search of repetitions
	key       INTEGER NOT NULL,
	utterance INTEGER NOT NULL,
	PRIMARY KEY (key, utterance)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
	id         INTEGER PRIMARY KEY,          -- day said * 2^24 + number
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
	utterance  INTEGER NOT NULL,
	role       TEXT    NOT NULL,             -- first | copy | variant | repetition
	current    INTEGER NOT NULL
) STRICT;

CREATE INDEX statement_document ON statement (document);
CREATE INDEX statement_utterance ON statement (utterance);
CREATE INDEX statement_party ON statement (party, id);

CREATE TABLE position (
	id         INTEGER PRIMARY KEY,          -- day * 2^24 + number
	document   INTEGER NOT NULL REFERENCES document (id),
	local      TEXT    NOT NULL,
	holder     TEXT    NOT NULL,
	person     TEXT    NOT NULL,
	issue      TEXT    NOT NULL,
	stance     TEXT    NOT NULL,
	act        TEXT    NOT NULL,
	reported   TEXT    NOT NULL,
	past       INTEGER NOT NULL,
	condition  TEXT    NOT NULL,
	evidence   TEXT    NOT NULL,
	start      INTEGER NOT NULL,
	"end"      INTEGER NOT NULL,
	statement  INTEGER,
	rule       TEXT    NOT NULL,
	confidence REAL    NOT NULL,
	via        INTEGER,
	repeats    INTEGER NOT NULL,             -- 1 where it repeats an older statement
	read       TEXT    NOT NULL,             -- the stance as it was read; differs where a person changed it
	verdict    TEXT    NOT NULL DEFAULT '',  -- accepted | rejected | changed, by a person
	current    INTEGER NOT NULL
) STRICT;

CREATE INDEX position_cell ON position (holder, issue, id);
CREATE INDEX position_document ON position (document);
CREATE INDEX position_issue ON position (issue, id);

CREATE TABLE answer (                        -- where the text says that one party reacts to another
	id       INTEGER PRIMARY KEY,
	document INTEGER NOT NULL REFERENCES document (id),
	day      INTEGER NOT NULL,
	"by"     TEXT    NOT NULL,
	"to"     TEXT    NOT NULL,
	issue    TEXT    NOT NULL,
	marker   TEXT    NOT NULL,
	title    INTEGER NOT NULL,
	evidence TEXT    NOT NULL,
	start    INTEGER NOT NULL,
	"end"    INTEGER NOT NULL,
	current  INTEGER NOT NULL
) STRICT;

CREATE INDEX answer_day ON answer (day, "to");
CREATE INDEX answer_document ON answer (document);

-- Kept up from the positions; see settle.go.

CREATE TABLE dirty (                         -- cells whose standings are behind, from this day on
	holder TEXT    NOT NULL,
	issue  TEXT    NOT NULL,
	day    INTEGER NOT NULL,
	PRIMARY KEY (holder, issue)
) STRICT, WITHOUT ROWID;

CREATE TABLE cell (                          -- the cells that have a standing on some day
	holder TEXT NOT NULL,
	issue  TEXT NOT NULL,
	PRIMARY KEY (holder, issue)
) STRICT, WITHOUT ROWID;

CREATE TABLE standing (                      -- one row for each day on which a cell was heard of
	holder    TEXT    NOT NULL,
	issue     TEXT    NOT NULL,
	day       INTEGER NOT NULL,
	stance    TEXT    NOT NULL,
	grade     TEXT    NOT NULL,
	condition TEXT    NOT NULL,
	rule      TEXT    NOT NULL,
	since     INTEGER NOT NULL,
	proof     INTEGER NOT NULL,              -- position
	heard     INTEGER NOT NULL,
	sources   INTEGER NOT NULL,
	contrary  INTEGER NOT NULL,
	cell      TEXT    NOT NULL,              -- ledger.Cell after that day, JSON
	PRIMARY KEY (holder, issue, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE shift (
	holder     TEXT    NOT NULL,
	issue      TEXT    NOT NULL,
	day        INTEGER NOT NULL,
	"from"     TEXT    NOT NULL,
	"to"       TEXT    NOT NULL,
	rule       TEXT    NOT NULL,
	old        INTEGER NOT NULL,             -- position, or 0
	new        INTEGER NOT NULL,             -- position
	sources    INTEGER NOT NULL,
	denied     INTEGER NOT NULL DEFAULT 0,   -- position in which the holder denies it, or 0
	denied_day INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (holder, issue, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX shift_day ON shift (day);

CREATE TABLE reaction (
	holder   TEXT    NOT NULL,               -- the shift
	issue    TEXT    NOT NULL,
	day      INTEGER NOT NULL,
	"by"     TEXT    NOT NULL,
	kind     TEXT    NOT NULL,               -- stated | implied
	at       INTEGER NOT NULL,               -- day of the reaction
	about    TEXT    NOT NULL,               -- the issue that the stance is on; rarely another one
	stance   TEXT    NOT NULL,
	marker   TEXT    NOT NULL,               -- the words that say so
	position INTEGER NOT NULL,               -- 0 where it is a sentence only
	document INTEGER NOT NULL,
	evidence TEXT    NOT NULL,
	PRIMARY KEY (holder, issue, day, "by")
) STRICT, WITHOUT ROWID;

CREATE INDEX reaction_day ON reaction (day);

CREATE TABLE correction (                    -- what people have decided; survives a new reading
	id       INTEGER PRIMARY KEY,
	hash     TEXT    NOT NULL,               -- document.hash
	holder   TEXT    NOT NULL,               -- the position as it was read
	issue    TEXT    NOT NULL,
	start    INTEGER NOT NULL,
	"end"    INTEGER NOT NULL,
	verdict  TEXT    NOT NULL,               -- accepted | rejected | changed
	stance   TEXT    NOT NULL,               -- with changed
	author   TEXT    NOT NULL,
	at       TEXT    NOT NULL,
	undone   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX correction_hash ON correction (hash);
