-- Documents that are here and not read yet: workers take them from here.

CREATE TABLE parcel (
	hash     TEXT PRIMARY KEY, -- of the document
	document BLOB NOT NULL,    -- JSON, zstd
	bytes    BLOB,             -- what it was made from, zstd; NULL where that is its text
	entry    TEXT NOT NULL     -- the entry that it is from, as it is to be kept once it is read, JSON; or empty
) STRICT, WITHOUT ROWID;
