-- Who is told of what moves.

CREATE TABLE listener (
	id       INTEGER PRIMARY KEY,
	kind     TEXT    NOT NULL,  -- webhook | mail
	target   TEXT    NOT NULL,  -- an address of the web, or of somebody
	talks    TEXT    NOT NULL,  -- only of these talks, this party, this issue; empty for all
	party    TEXT    NOT NULL,
	issue    TEXT    NOT NULL,
	secret   TEXT    NOT NULL,  -- that a webhook is signed with
	gap      INTEGER NOT NULL,  -- seconds between two messages, at least
	next     INTEGER NOT NULL,  -- not before; 0 where it wants no more
	told     INTEGER NOT NULL,  -- when it was told last; seconds since 1970, 0 for never
	failures INTEGER NOT NULL,  -- in a row
	error    TEXT    NOT NULL
) STRICT;

CREATE TABLE told (             -- the moves that a listener knows: a move of long ago may be found only today
	listener INTEGER NOT NULL REFERENCES listener (id),
	move     TEXT    NOT NULL,  -- holder, issue, day, from and to
	PRIMARY KEY (listener, move)
) STRICT, WITHOUT ROWID;
