-- How far an archive was read, so that the next reading goes on there.

CREATE TABLE archive (
	name    TEXT    PRIMARY KEY, -- full path, with the hash of its first bytes: another file of this name begins anew
	reading TEXT    NOT NULL,    -- pipeline and talks.hash that it was read with: with others, it is read again
	done    INTEGER NOT NULL     -- bytes of whole records that are in
) STRICT, WITHOUT ROWID;
