-- Documents are written beside each other: statements are their own utterances
-- until they are folded, and bring what the search for copies asks for.

ALTER TABLE document ADD COLUMN sample BLOB; -- its fingerprints, until it was looked at as a copy

CREATE INDEX document_unread ON document (id) WHERE folded < 0; -- what is to be read into the tables anew

INSERT INTO utterance (id, head, variants, sources) SELECT id, id, 1, 1 FROM statement WHERE utterance = 0;
UPDATE statement SET utterance = id, role = 'first' WHERE utterance = 0;
