-- How many rows there are: counting a million takes longer than any question may.

CREATE TABLE counter (
	name TEXT    PRIMARY KEY, -- document | statement | position
	n    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO counter (name, n) VALUES
	('document', (SELECT count(*) FROM document)),
	('statement', (SELECT count(*) FROM statement)),
	('position', (SELECT count(*) FROM position));

CREATE INDEX document_day ON document (day, outlet);
