-- What people decide, code and note.

ALTER TABLE correction ADD COLUMN batch     INTEGER NOT NULL DEFAULT 0;  -- decided at once, undone at once; from 1 for each author
ALTER TABLE correction ADD COLUMN to_holder TEXT    NOT NULL DEFAULT ''; -- with changed; empty where it stays
ALTER TABLE correction ADD COLUMN to_issue  TEXT    NOT NULL DEFAULT '';
ALTER TABLE correction ADD COLUMN to_start  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE correction ADD COLUMN to_end    INTEGER NOT NULL DEFAULT 0;  -- 0 where the words stay

UPDATE correction SET batch = id;

CREATE INDEX correction_author ON correction (author, batch);
CREATE INDEX position_unsure ON position (confidence, id);

CREATE TABLE coding (                        -- blind codings, for the agreement of coders
	hash   TEXT    NOT NULL,                 -- document.hash
	start  INTEGER NOT NULL,                 -- the words, in code points
	"end"  INTEGER NOT NULL,
	holder TEXT    NOT NULL,
	issue  TEXT    NOT NULL,
	author TEXT    NOT NULL,
	stance TEXT    NOT NULL,                 -- none where the coder sees no stance
	at     TEXT    NOT NULL,
	PRIMARY KEY (hash, start, "end", holder, issue, author)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
	id      INTEGER PRIMARY KEY,
	subject TEXT    NOT NULL,                -- the permanent address of a cell, a move or a passage
	author  TEXT    NOT NULL,
	at      TEXT    NOT NULL,
	body    TEXT    NOT NULL
) STRICT;

CREATE INDEX note_subject ON note (subject, id);
