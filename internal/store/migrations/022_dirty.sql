-- A cell that is behind is noted once for each document that touches it, so that
-- documents are written beside each other and beside the settling.

ALTER TABLE dirty RENAME TO dirty_before;

CREATE TABLE dirty (                         -- cells whose standings are behind, from this day on
	holder   TEXT    NOT NULL,
	issue    TEXT    NOT NULL,
	document INTEGER NOT NULL,               -- that has touched it
	day      INTEGER NOT NULL,
	PRIMARY KEY (holder, issue, document)
) STRICT, WITHOUT ROWID;

INSERT INTO dirty (holder, issue, document, day) SELECT holder, issue, 0, day FROM dirty_before;

DROP TABLE dirty_before;
